import { CausalError } from "../../errors.js";
import { balanceArm, balanceNuisance } from "./arm-balance.js";
import { type BalancingSpec, balancingRows } from "./balancing-spec.js";
import { type BalancingWeights, balancingWeights } from "./balancing-weights.js";
import { exponentialBalance } from "./exponential-balance.js";
import { standardDesign } from "./standard-design.js";

/**
 * The just-identified covariate balancing propensity score of two arms: one logistic model whose coefficients solve
 * Σ s {A / p - (1 - A) / (1 - p)} x = 0 (ATE), or the same with each arm weighted to the focal one (ATT, ATC). Weighted means
 * of the covariates are then equal in both arms (for the ATE equal to each other, not to those of all rows).
 * @throws NotEstimableError `balance.infeasible` naming the covariate, `weights.one-arm`; ConvergenceError
 * `balance.not-converged`; CausalError `weights.spec` (three or more arms among it), `weights.target`, `weights.focal`
 * Source: Imai & Ratkovic (2014), JRSS B 76, equations 7 and 9, without the score conditions. Checked against WeightIt (lalonde
 * cbps.ATT) and by its conditions and coverage.
 */
export function covariateBalancingPropensity(spec: BalancingSpec): BalancingWeights {
  const scheme = "covariate balancing propensity score";
  const rows = balancingRows(spec, scheme);
  const { treatment, focal, model } = rows;
  const { arm, levels, sampling } = treatment;
  if (levels.length !== 2)
    throw new CausalError(
      "weights.spec",
      `${scheme}: the treatment has ${levels.length} levels, expected two; entropyBalancing and inverseProbabilityTilting take more`,
    );
  const design = standardDesign(model);
  const towards = Float64Array.from(arm, (a) => (a === 1 ? 1 : -1));
  const total = [0, 0];
  sampling.forEach((s, r) => {
    total[arm[r]!] = total[arm[r]!]! + s;
  });
  const other = focal === null ? null : 1 - focal;
  const solution =
    other === null
      ? exponentialBalance({
          name: scheme,
          design,
          base: sampling,
          sign: towards.map((sign) => -sign),
          target: sampling.map((s, r) => s * towards[r]!),
          start: Math.log(total[1]! / total[0]!),
          ...(spec.maxIterations === undefined ? {} : { maxIterations: spec.maxIterations }),
        })
      : balanceArm({
          name: scheme,
          design,
          base: sampling.map((s, r) => (arm[r] === other ? s : 0)),
          target: sampling.map((s, r) => (arm[r] === focal ? s : 0)),
          maxIterations: spec.maxIterations,
        });
  const { tilt, residual, inverse, predictor } = solution;
  const weights = sampling.map((s, r) => (other === null ? s + tilt[r]! : arm[r] === other ? tilt[r]! : s));
  const slope = tilt.map((t, r) => (other === null ? -towards[r]! * t : t));
  const odds = focal === 0 ? -1 : 1;
  return balancingWeights(rows, {
    weights,
    nuisances: [balanceNuisance(scheme, design.matrix, { residual, inverse }, slope)],
    aliased: solution.aliased,
    iterations: solution.iterations,
    propensity: predictor.map((eta) => 1 / (1 + Math.exp(-odds * eta))),
  });
}
