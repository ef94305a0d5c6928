import { balanceNuisance } from "./arm-balance.js";
import { balanceEveryArm } from "./balance-every-arm.js";
import { type BalancingSpec, balancingRows } from "./balancing-spec.js";
import type { BalancingWeights } from "./balancing-weights.js";
import { standardDesign } from "./standard-design.js";

/**
 * Inverse probability tilting: a logistic propensity for each arm, chosen so that the arm weighted by 1 / p_a (ATE) has the
 * covariate means of all rows, or weighted by the odds of the focal arm (ATT; ATC of two arms the other way) those of the
 * focal arm. As 1 / p = 1 + exp(η), the ATE conditions say that the arm weighted by exp(η) equals all other arms.
 * @throws NotEstimableError `balance.infeasible` naming arm and covariate, `weights.one-arm`; ConvergenceError
 * `balance.not-converged`; CausalError `weights.spec`, `weights.target`, `weights.focal`; what models throw
 * Source: Graham, Pinto & Egel (2012), Review of Economic Studies 79, equations 8 and 9. Checked against WeightIt (lalonde
 * ipt.ATT) and by its conditions and coverage.
 */
export function inverseProbabilityTilting(spec: BalancingSpec): BalancingWeights {
  const scheme = "inverse probability tilting";
  const rows = balancingRows(spec, scheme);
  const { treatment, focal, model } = rows;
  const { arm, sampling } = treatment;
  return balanceEveryArm({
    rows,
    scheme,
    design: standardDesign(model),
    maxIterations: spec.maxIterations,
    schemeOf: (k) => ({
      base: sampling.map((s, r) => (arm[r] === k ? s : 0)),
      target: sampling.map((s, r) => (focal === null ? (arm[r] === k ? 0 : s) : arm[r] === focal ? s : 0)),
      ...(focal === null ? { added: sampling } : {}),
    }),
    nuisanceOf: (name, matrix, solution) => balanceNuisance(name, matrix, solution, solution.tilt),
  });
}
