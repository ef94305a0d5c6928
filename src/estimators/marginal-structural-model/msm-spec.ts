import { checkCall, kinds, optional } from "../../call-check.js";
import { didYouMean } from "../../definition/nearest-name.js";
import { CausalError, unknownOption } from "../../errors.js";
import type { DataTable } from "../../models/terms/data-table.js";
import type { Term } from "../../models/terms/term.js";
import type { FittedWeights } from "../../weights/fitted-weights.js";

/** "hazard": a pooled logistic model of an event in each interval at risk. */
export type MsmFamily = "gaussian" | "binomial" | "poisson" | "hazard";

/**
 * "stacked": the scores of the weight models are stacked, so the error includes that weights were estimated. "robust":
 * clustered HC0 that takes the weights as known.
 */
export type MsmStandardErrors = "stacked" | "robust";

export interface MarginalStructuralModelSpec {
  readonly data: DataTable;
  /** `outcome ~ terms`; or `outcome` and `terms`. */
  readonly formula?: string;
  readonly outcome?: string;
  readonly terms?: readonly (Term | string)[];
  readonly family: MsmFamily;
  /** By row of `data`. Rows with weight 0 take no part, and their outcome may be unknown. */
  readonly weights: FittedWeights | ArrayLike<number>;
  /** The unit of each row: a column, or values. */
  readonly cluster: string | ArrayLike<number> | ArrayLike<string>;
  /** Column of 0 and 1: rows of the model, e.g. the last of each unit; default all. */
  readonly rows?: string;
  /** Default "stacked" for fitted weights; weights given as numbers are known, and "robust". */
  readonly standardErrors?: MsmStandardErrors;
  /** Multiplies the covariance by G / (G - 1), as survey's svyglm does; default false. */
  readonly clusterCorrection?: boolean;
  /** Columns of the stabilised numerator that are knowingly not in the model; each otherwise missing one is refused. */
  readonly omittedNumeratorColumns?: readonly string[];
}

const families: readonly string[] = ["gaussian", "binomial", "poisson", "hazard"];
const keys: readonly string[] = [
  "data",
  "formula",
  "outcome",
  "terms",
  "family",
  "weights",
  "cluster",
  "rows",
  "standardErrors",
  "clusterCorrection",
  "omittedNumeratorColumns",
];

/** @throws CausalError `msm.spec` for unknown, missing or clashing options */
export function checkMsmSpec(spec: MarginalStructuralModelSpec): void {
  const unknown = unknownOption(spec, keys);
  if (unknown !== undefined) throw fault(unknown.message);
  for (const key of ["data", "family", "weights", "cluster"] as const)
    if (spec[key] === undefined) throw fault(`"${key}" is missing`);
  checkCall("marginalStructuralModel", spec, {
    data: kinds.table,
    weights: kinds.rowWeights,
    cluster: kinds.column,
    formula: optional(kinds.text),
    outcome: optional(kinds.text),
    terms: optional(kinds.terms),
  });
  if (!families.includes(spec.family))
    throw fault(
      `family "${spec.family}" is not known; families are ${families.join(", ")}${didYouMean(spec.family, families)}`,
    );
  const whole = spec.outcome !== undefined && spec.terms !== undefined;
  const part = spec.outcome !== undefined || spec.terms !== undefined;
  if (spec.formula === undefined ? !whole : part)
    throw fault("give either a formula, or outcome and terms, and not both");
  if (spec.standardErrors !== undefined && !["stacked", "robust"].includes(spec.standardErrors))
    throw fault(`standardErrors "${spec.standardErrors}"; expected "stacked" or "robust"`);
  if (spec.standardErrors === "stacked" && !isFitted(spec.weights))
    throw fault('weights given as numbers have no models to stack; give the fitted weights, or say "robust"');
}

export const isFitted = (weights: MarginalStructuralModelSpec["weights"]): weights is FittedWeights =>
  "nuisances" in weights;

const fault = (message: string) => new CausalError("msm.spec", `marginalStructuralModel: ${message}`);
