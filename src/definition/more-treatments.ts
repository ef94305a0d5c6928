import { checkCall, kinds } from "../call-check.js";
import { amongOf } from "./among.js";
import type { Condition } from "./condition.js";
import type { TreatmentRule } from "./treatment.js";

/** 1 when the column is above 0 on a day of the sub-population `among`. */
export const any = <const Column extends string, const Among extends string>(
  column: Column,
  options: { among: Among },
): TreatmentRule<Column | Among> => ({ kind: "any", column, among: amongOf("any", column, options) });

/**
 * 1 when the column is above 0 today and on each of the `days` - 1 days before. Not defined where a platform gap lies
 * among them; days before entry count as 0.
 */
export const streakAtLeast = <const Column extends string, const Among extends string>(
  column: Column,
  days: number,
  options: { among: Among },
): TreatmentRule<Column | Among> => ({
  kind: "streakAtLeast",
  column,
  days,
  among: amongOf("streakAtLeast", column, options, { days }),
});

/** 1 for the `k` users with the largest values of the day among those in `among`; equals in the panel's user order. */
export const topKWithinDay = <const Column extends string, const Among extends string>(
  column: Column,
  k: number,
  options: { among: Among },
): TreatmentRule<Column | Among> => ({
  kind: "topKWithinDay",
  column,
  k,
  among: amongOf("topKWithinDay", column, options, { k }),
});

/** 1 when a condition over columns of the panel holds; not defined where it is not known whether it does. */
export const rule = <const Column extends string, const Among extends string>(
  when: Condition<Column>,
  options: { among: Among },
): { readonly kind: "rule"; readonly when: Condition<Column>; readonly among: Among } => {
  checkCall("rule", { when, options }, { when: kinds.object, options: kinds.object });
  checkCall("rule", options, { among: kinds.text });
  return { kind: "rule", when, among: options.among };
};

/** The number of cut points that the column is at or above: 0 … number of cuts. */
export const categories = <const Column extends string, const Among extends string>(
  column: Column,
  cuts: readonly number[],
  options: { among: Among },
): TreatmentRule<Column | Among> => {
  checkCall("categories", { cuts }, { cuts: kinds.array });
  return { kind: "categories", column, cuts: [...cuts], among: amongOf("categories", column, options) };
};

/** The column itself, as a dose. */
export const continuous = <const Column extends string, const Among extends string>(
  column: Column,
  options: { among: Among },
): TreatmentRule<Column | Among> => ({
  kind: "continuous",
  column,
  among: amongOf("continuous", column, options),
});
