import { arrayOf, checkCall, kinds } from "../call-check.js";
import { CausalError, NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { requireSamePanel } from "./same-panel.js";

/**
 * Any smooth function of estimates by the delta method: f(θ) with influence Σ_k ∂f/∂θ_k φ_k, covariances inside.
 * @param evaluate f at the estimates
 * @param gradient its derivatives there, one an estimate
 * @throws CausalError `inference.no-estimates`, `inference.gradient` (length, a value that is not finite);
 *   NotEstimableError `inference.samples-differ` unless all are about the same rows of one panel, `inference.not-finite`
 * Source: van der Vaart (1998), theorem 3.1.
 */
export function combine(
  estimates: readonly InfluenceEstimate[],
  evaluate: (values: readonly number[]) => number,
  gradient: (values: readonly number[]) => readonly number[],
): InfluenceEstimate {
  checkCall(
    "combine",
    { estimates, evaluate, gradient },
    {
      estimates: arrayOf(kinds.estimate),
      evaluate: kinds.callable,
      gradient: kinds.callable,
    },
  );
  const [first] = estimates;
  if (first === undefined) throw new CausalError("inference.no-estimates", "combine at least one estimate");
  requireSamePanel(estimates, true);
  const values = estimates.map(({ estimate }) => estimate);
  const estimate = evaluate(values);
  if (!Number.isFinite(estimate))
    throw new NotEstimableError(
      "inference.not-finite",
      `the combination of ${values.join(", ")} is ${estimate}; it has no value there`,
      { values },
    );
  const slopes = gradient(values);
  if (slopes.length !== estimates.length || !slopes.every(Number.isFinite))
    throw new CausalError(
      "inference.gradient",
      `the gradient is [${slopes.join(", ")}]; expected ${estimates.length} finite numbers, one an estimate`,
    );
  const influence = new Float64Array(first.influence.length);
  estimates.forEach((one, k) => {
    for (let i = 0; i < influence.length; i++) influence[i] = influence[i]! + slopes[k]! * one.influence[i]!;
  });
  return { estimate, influence, sample: first.sample };
}
