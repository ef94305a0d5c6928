import { type CholeskyFactor, solve } from "../../../numeric/cholesky.js";

/** Newton-like steps with one factor of the information, improved by what each step showed of the curvature. */
export interface SecantSteps {
  /** Tells how far the last step went and how much the gradient fell. */
  learn(moved: Float64Array, fell: Float64Array): void;
  /** The step to take at a point with this gradient. */
  stepFrom(gradient: Float64Array): Float64Array;
}

/**
 * BFGS in its two-loop form, started from the inverse of the factorised information: a chord iteration whose error
 * falls faster than geometrically.
 * Source: Nocedal & Wright (2006), algorithm 7.4.
 */
export function secantSteps(factor: CholeskyFactor): SecantSteps {
  const pairs: { readonly moved: Float64Array; readonly fell: Float64Array; readonly scale: number }[] = [];
  return {
    learn(moved, fell) {
      const curvature = dot(moved, fell);
      if (curvature > 0) pairs.push({ moved: moved.slice(), fell: fell.slice(), scale: 1 / curvature });
    },
    stepFrom(gradient) {
      const q = gradient.slice();
      const shares = new Float64Array(pairs.length);
      for (let k = pairs.length - 1; k >= 0; k--) {
        const { moved, fell, scale } = pairs[k]!;
        shares[k] = scale * dot(moved, q);
        for (let j = 0; j < q.length; j++) q[j] = q[j]! - shares[k]! * fell[j]!;
      }
      const step = solve(factor, q);
      pairs.forEach(({ moved, fell, scale }, k) => {
        const rest = shares[k]! - scale * dot(fell, step);
        for (let j = 0; j < step.length; j++) step[j] = step[j]! + rest * moved[j]!;
      });
      return step;
    },
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
