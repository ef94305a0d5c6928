import { checkCall, kinds, optional } from "../../call-check.js";
import { didYouMean } from "../../definition/nearest-name.js";
import { CausalError, unknownOption } from "../../errors.js";
import type { ResolvedModel } from "../../models/resolve-model.js";
import { type CovariateTerms, designPart, resolveCovariates } from "../covariate-terms.js";
import { levelIndex, type PointTreatment, pointTreatment, type TreatmentSpec } from "../point-treatment.js";

/** What the balancing schemes ask. */
export interface BalancingSpec extends TreatmentSpec {
  /** What is balanced: their means (and whatever powers and products stand among the terms). */
  readonly covariates: CovariateTerms;
  /** Default ATE. */
  readonly target?: "ATE" | "ATT" | "ATC";
  /** The arm that ATT is about (of three or more; of two, the second) and ATC is not. */
  readonly focal?: string | number;
  /** Newton steps before giving up; default 200. */
  readonly maxIterations?: number;
}

/** A balancing problem, read and checked. */
export interface BalancingRows {
  readonly treatment: PointTreatment;
  readonly target: "ATE" | "ATT" | "ATC";
  /** The arm whose covariates the others are to have; null for ATE. */
  readonly focal: number | null;
  readonly model: ResolvedModel;
}

const targets: readonly string[] = ["ATE", "ATT", "ATC"];
const keys: readonly string[] = [
  "data",
  "treatment",
  "samplingWeights",
  "covariates",
  "target",
  "focal",
  "maxIterations",
];

/**
 * Reads a balancing specification.
 * @param own  further keys of the scheme
 * @throws CausalError `weights.spec`, `weights.target`, `weights.focal`; what `pointTreatment` and `resolveCovariates` throw
 */
export function balancingRows(
  spec: BalancingSpec,
  scheme: string,
  own: readonly string[] = [],
): BalancingRows {
  const unknown = unknownOption(spec, [...keys, ...own]);
  if (unknown !== undefined) throw new CausalError("weights.spec", `${scheme}: ${unknown.message}`);
  checkCall(scheme, spec, {
    data: optional(kinds.table),
    treatment: kinds.column,
    covariates: kinds.covariates,
  });
  const target = spec.target ?? "ATE";
  if (!targets.includes(target))
    throw new CausalError(
      "weights.target",
      `${scheme}: target "${target}" is not known; targets are ${targets.join(", ")}${didYouMean(target, targets)}`,
    );
  const treatment = pointTreatment(spec);
  const { levels } = treatment;
  if (levels.length > 2 && target === "ATC")
    throw new CausalError("weights.target", `${scheme}: ATC is for two arms; use ATT with the arm as focal`);
  if (levels.length > 2 && target === "ATT" && spec.focal === undefined)
    throw new CausalError(
      "weights.focal",
      `${scheme}: ATT of ${levels.length} arms needs focal, one of ${levels.join(", ")}`,
    );
  if (target === "ATE" && spec.focal !== undefined)
    throw new CausalError("weights.spec", `${scheme}: focal is for targets ATT and ATC, not ATE`);
  const treated = spec.focal === undefined ? 1 : levelIndex(levels, spec.focal);
  const focal = target === "ATE" ? null : target === "ATC" ? 1 - treated : treated;
  const part = designPart(spec.covariates, spec.data, spec.treatment);
  const model = resolveCovariates(part, scheme, Float64Array.from(treatment.arm), treatment.sampling);
  return { treatment, target, focal, model };
}
