import { checkCall, kinds } from "../call-check.js";
import type { AdjustmentTerm } from "./estimand.js";

/** The column as it is: one coefficient. A bare column name means the same. */
export const linear = <const Column extends string>(column: Column): AdjustmentTerm<Column> => ({
  kind: "linear",
  column,
});

/** One indicator a level but the first. */
export const factor = <const Column extends string>(column: Column): AdjustmentTerm<Column> => ({
  kind: "factor",
  column,
});

/** A natural cubic spline with knots at quantiles. */
export const spline = <const Column extends string>(
  column: Column,
  options: { degreesOfFreedom: number },
): AdjustmentTerm<Column> => {
  checkCall("spline", { column, options }, { column: kinds.text, options: kinds.object });
  checkCall("spline", options, { degreesOfFreedom: kinds.number });
  return { kind: "spline", column, degreesOfFreedom: options.degreesOfFreedom };
};
