import { armEffectiveness } from "../diagnostics/effective-sample-size.js";
import type { Estimand } from "../estimand/estimand.js";
import type { EstimatorFit } from "../estimators/estimator.js";
import { estimators } from "../estimators/registry.js";
import { confidenceInterval } from "../inference/confidence-interval.js";
import { standardError } from "../inference/standard-error.js";
import { type UserDayInterval, userDayInterval } from "../inference/user-day-interval.js";
import type { EffectResult } from "../results/effect-result.js";
import type { AnalysisRows } from "./analysis-rows.js";

/** An estimator's fit as the row that tables show. */
export function effectResultOf(
  fit: EstimatorFit,
  slug: string,
  { primary, inference }: Pick<Estimand, "primary" | "inference">,
  rows: AnalysisRows,
  unit: string,
): EffectResult {
  const { label, role } = estimators[fit.estimator];
  const used = fit.weighting?.weight;
  const weight = used === undefined ? rows.averaging : rows.averaging.map((value, row) => value * used[row]!);
  const sample = { ...rows, weight };
  const { standardError: error, interval, clusters } = errorOf(fit, inference, rows.units);
  return {
    estimand: slug,
    estimator: fit.estimator,
    label,
    role: fit.estimator === primary ? "primary" : role,
    contrast: "difference",
    estimate: fit.effect.estimate,
    standardError: error,
    interval,
    arms: { treated: fit.treated.estimate, control: fit.control.estimate },
    n: {
      rows: rows.user.length,
      units: rows.units,
      clusters,
      effective:
        armEffectiveness(sample, "treated").effective + armEffectiveness(sample, "control").effective,
    },
    unit,
  };
}

/** The error as the question clusters it, and how many clusters it rests on. */
function errorOf(
  fit: EstimatorFit,
  { cluster, level }: Estimand["inference"],
  users: number,
): UserDayInterval {
  if (cluster === "user")
    return {
      standardError: standardError(fit.effect),
      interval: confidenceInterval(fit.effect, level),
      clusters: users,
    };
  return userDayInterval(fit.effect, fit.effectByDay, level);
}
