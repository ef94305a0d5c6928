import type { Matrix } from "../../numeric/matrix.js";
import type { WeightNuisance } from "../fitted-weights.js";
import { linearNuisance } from "../linear-nuisance.js";
import { type BalanceSolution, exponentialBalance, infeasible } from "./exponential-balance.js";
import type { StandardDesign } from "./standard-design.js";

/** Rows of one arm and the rows whose covariates they are to have. */
export interface ArmBalance {
  readonly name: string;
  readonly design: StandardDesign;
  /** Weight of each row of the arm before tilting, 0 for rows of other arms, [rows]. */
  readonly base: Float64Array;
  /** Weight of each row in the target, [rows]. */
  readonly target: Float64Array;
  readonly maxIterations: number | undefined;
}

/**
 * Tilts an arm, w = base · exp(z'λ), until Σ w z is the target's Σ b z, the constant included.
 * @throws NotEstimableError `balance.infeasible` (a target mean at or outside the range of the arm is told at once);
 * ConvergenceError `balance.not-converged`
 */
export function balanceArm(arm: ArmBalance): BalanceSolution {
  const { matrix, terms } = arm.design;
  const total = arm.target.reduce((sum, b) => sum + b, 0);
  for (let j = 1; j < matrix.columns; j++) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (let r = 0; r < matrix.rows; r++) {
      const z = matrix.values[j * matrix.rows + r]!;
      sum += arm.target[r]! * z;
      if (!(arm.base[r]! > 0)) continue;
      least = Math.min(least, z);
      most = Math.max(most, z);
    }
    const mean = sum / total;
    if (most - least > 1e-9 && !(mean > least && mean < most))
      throw infeasible(
        arm.name,
        terms[j]!,
        `the target's mean is ${mean <= least ? "at or below the smallest" : "at or above the largest"} value in the arm`,
      );
  }
  const base = arm.base.reduce((sum, c) => sum + c, 0);
  return exponentialBalance({
    name: arm.name,
    design: arm.design,
    base: arm.base,
    sign: new Float64Array(matrix.rows).fill(1),
    target: arm.target,
    start: Math.log(total / base),
    ...(arm.maxIterations === undefined ? {} : { maxIterations: arm.maxIterations }),
  });
}

/** The nuisance of a balancing solution for weights with these derivatives by η. */
export function balanceNuisance(
  label: string,
  design: Matrix,
  { residual, inverse }: Pick<BalanceSolution, "residual" | "inverse">,
  slope: Float64Array,
): WeightNuisance {
  return linearNuisance({ label, design, equations: [{ slope, residual }], inverse });
}
