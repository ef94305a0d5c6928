import { checkCall, kinds, optional } from "../../call-check.js";
import { CausalError, unknownOption } from "../../errors.js";
import type { DataTable } from "../../models/terms/data-table.js";
import type { TruncationRule } from "../truncate-weights.js";
import type { TimeGaps } from "./unit-rows.js";
import type { ProductSpan } from "./weight-product.js";
import type { WeightTerms } from "./weight-terms.js";

/** A numerator: terms, an intercept alone, or 1 (unstabilised). */
export type NumeratorTerms = WeightTerms | "marginal" | "none";

export interface CensoringModel {
  /** Column of 0 and 1: 1 when the unit is lost after this row's treatment. */
  readonly indicator: string;
  readonly denominator: WeightTerms;
  /** Default: that of the treatment when it is "marginal" or "none", and must be given otherwise. */
  readonly numerator?: NumeratorTerms;
  /**
   * "unknown" (default): a unit lost in a row has no outcome there, and the row weight 0. "known": the row's outcome was
   * seen before the unit left, and the row keeps the factor of staying (the convention of R's ipw).
   */
  readonly outcomeOfCensoredRow?: "unknown" | "known";
}

export interface StabilizedWeightsSpec {
  /** One row a unit and time. */
  readonly data: DataTable;
  readonly unit: string;
  readonly time: string;
  readonly treatment: string;
  /** Default: text is categorical, 0 and 1 binary; other numbers need it. */
  readonly kind?: "binary" | "categorical" | "continuous";
  readonly denominator: WeightTerms;
  readonly numerator: NumeratorTerms;
  /** One model of all rows at risk (default), or one a time. Terms `byTime` make one a time. */
  readonly models?: "pooled" | "perTime";
  /** Column of 0 and 1: 1 in follow-up. Default all rows. Rows before entry belong here as 0, or are no rows. */
  readonly atRisk?: string;
  /** Column of 0 and 1: 1 where treatment is decided. Elsewhere its factor is 1, and its value is not read. */
  readonly available?: string;
  readonly censoring?: CensoringModel;
  /** Default "cumulative". */
  readonly product?: ProductSpan;
  /** Cuts the weights ("product", default), or the factor of each row before it is multiplied in ("day"). */
  readonly truncation?: TruncationRule & { readonly of?: "product" | "day" };
  readonly gaps?: TimeGaps;
  /** "ATE": the only one that exists for sequences of treatments. */
  readonly effect?: "ATE";
}

const keys: readonly string[] = [
  "data",
  "unit",
  "time",
  "treatment",
  "kind",
  "denominator",
  "numerator",
  "models",
  "atRisk",
  "available",
  "censoring",
  "product",
  "truncation",
  "gaps",
  "effect",
];

/** What is wrong with a spec before any column is read. @throws CausalError `weights.spec`, `weights.sequence-effect` */
export function checkSpec(spec: StabilizedWeightsSpec): void {
  const unknown = unknownOption(spec, keys);
  if (unknown !== undefined) throw fault(unknown.message);
  for (const key of ["unit", "time", "treatment", "denominator", "numerator"] as const)
    if (spec[key] === undefined)
      throw fault(`"${key}" is missing${key === "numerator" ? ' (terms, "marginal", or "none")' : ""}`);
  checkCall("stabilizedWeights", spec, {
    data: kinds.table,
    unit: kinds.text,
    time: kinds.text,
    treatment: kinds.text,
    denominator: kinds.timedTerms,
    numerator: kinds.timedTerms,
    censoring: optional(kinds.object),
    truncation: optional(kinds.object),
  });
  if (spec.effect !== undefined && spec.effect !== "ATE")
    throw new CausalError(
      "weights.sequence-effect",
      `effect "${spec.effect}" does not exist for a sequence of treatments, whose treated change from time to time; only "ATE" does (weights for a single day take the others)`,
      { effect: spec.effect },
    );
  if (typeof spec.product === "object" && !(Number.isInteger(spec.product.rows) && spec.product.rows >= 1))
    throw fault(`product over ${spec.product.rows} rows; expected a whole number, at least 1`);
  if (hasTimes(spec) && spec.models === "pooled")
    throw fault('terms byTime make one model a time; leave models: "pooled" out');
}

const fault = (message: string) => new CausalError("weights.spec", `stabilizedWeights: ${message}`);

/** Whether one model a time is fitted. */
export const isPerTime = (spec: StabilizedWeightsSpec): boolean =>
  spec.models === "perTime" || hasTimes(spec);

const hasTimes = ({ denominator, numerator, censoring }: StabilizedWeightsSpec): boolean =>
  [denominator, numerator, censoring?.denominator, censoring?.numerator].some(
    (terms) => typeof terms === "object" && "byTime" in terms,
  );
