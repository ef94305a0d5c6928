import type { Matrix } from "../../numeric/matrix.js";
import type { WeightNuisance } from "../fitted-weights.js";
import { balanceArm } from "./arm-balance.js";
import type { BalancingRows } from "./balancing-spec.js";
import { type BalancingWeights, balancingWeights } from "./balancing-weights.js";
import type { BalanceSolution } from "./exponential-balance.js";
import type { StandardDesign } from "./standard-design.js";

/** How a scheme balances one arm; arrays by row. */
export interface ArmScheme {
  /** Weights that the tilt multiplies, 0 outside the arm. */
  readonly base: Float64Array;
  /** Weights of the rows whose means the arm is to have. */
  readonly target: Float64Array;
  /** What the weight of a row of the arm is, besides its tilt; none by default. */
  readonly added?: Float64Array;
}

export interface ArmsToBalance {
  readonly rows: BalancingRows;
  readonly scheme: string;
  readonly design: StandardDesign;
  readonly maxIterations: number | undefined;
  readonly schemeOf: (arm: number) => ArmScheme;
  readonly nuisanceOf: (label: string, design: Matrix, solution: BalanceSolution) => WeightNuisance;
}

/**
 * Weights of a scheme that tilts each arm on its own; the focal arm, if any, keeps its sampling weights.
 * @throws NotEstimableError `balance.infeasible` naming arm and covariate; ConvergenceError `balance.not-converged`
 */
export function balanceEveryArm(arms: ArmsToBalance): BalancingWeights {
  const { rows, scheme, design, maxIterations, schemeOf, nuisanceOf } = arms;
  const { arm, levels, sampling, rows: count } = rows.treatment;
  const weights = new Float64Array(count);
  const nuisances: WeightNuisance[] = [];
  const aliased: string[] = [];
  let iterations = 0;
  levels.forEach((level, k) => {
    if (k === rows.focal) {
      for (let r = 0; r < count; r++) if (arm[r] === k) weights[r] = sampling[r]!;
      return;
    }
    const name = `${scheme}, arm "${level}"`;
    const { base, target, added } = schemeOf(k);
    const solution = balanceArm({ name, design, base, target, maxIterations });
    for (let r = 0; r < count; r++) if (arm[r] === k) weights[r] = solution.tilt[r]! + (added?.[r] ?? 0);
    iterations = Math.max(iterations, solution.iterations);
    aliased.push(...solution.aliased.map((term) => `${term} (${name})`));
    nuisances.push(nuisanceOf(name, design.matrix, solution));
  });
  return balancingWeights(rows, { weights, nuisances, aliased, iterations, propensity: null });
}
