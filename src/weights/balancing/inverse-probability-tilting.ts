import type { WeightNuisance } from "../fitted-weights.js";
import { balanceArm, balanceNuisance } from "./arm-balance.js";
import { type BalancingSpec, balancingRows } from "./balancing-spec.js";
import { type BalancingWeights, balancingWeights } from "./balancing-weights.js";
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
  const { arm, levels, sampling } = treatment;
  const design = standardDesign(model);
  const weights = new Float64Array(treatment.rows);
  const nuisances: WeightNuisance[] = [];
  const aliased: string[] = [];
  let iterations = 0;
  levels.forEach((level, k) => {
    if (k === focal) {
      for (let r = 0; r < weights.length; r++) if (arm[r] === k) weights[r] = sampling[r]!;
      return;
    }
    const name = `${scheme}, arm "${level}"`;
    const solution = balanceArm({
      name,
      design,
      base: sampling.map((s, r) => (arm[r] === k ? s : 0)),
      target: sampling.map((s, r) => (focal === null ? (arm[r] === k ? 0 : s) : arm[r] === focal ? s : 0)),
      maxIterations: spec.maxIterations,
    });
    const { tilt } = solution;
    for (let r = 0; r < weights.length; r++)
      if (arm[r] === k) weights[r] = tilt[r]! + (focal === null ? sampling[r]! : 0);
    iterations = Math.max(iterations, solution.iterations);
    aliased.push(...solution.aliased.map((term) => `${term} (${name})`));
    nuisances.push(balanceNuisance(name, design.matrix, solution, tilt));
  });
  return balancingWeights(rows, { weights, nuisances, aliased, iterations, propensity: null });
}
