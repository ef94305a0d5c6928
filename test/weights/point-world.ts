import { createRandom } from "../../src/numeric/random.js";

/** A small world with one treatment: two covariates, a logistic propensity, an effect that varies with the first. */
export interface PointWorld {
  readonly x: Float64Array;
  readonly z: Float64Array;
  readonly a: Float64Array;
  readonly y: Float64Array;
  readonly [column: string]: Float64Array;
}

const expit = (value: number) => 1 / (1 + Math.exp(-value));

/** P(A = 1 | x, z) = expit(-0.2 + 0.7 x - 0.5 z); Y = 1 + x + 0.6 z + A (1 + 0.8 x) + noise. */
export function pointWorld(rows: number, seed: number): PointWorld {
  const random = createRandom(seed);
  const x = Float64Array.from({ length: rows }, () => random.normal());
  const z = Float64Array.from({ length: rows }, () => (random.uniform() < 0.4 ? 1 : 0));
  const a = x.map((value, r) => (random.uniform() < expit(-0.2 + 0.7 * value - 0.5 * z[r]!) ? 1 : 0));
  const y = x.map((value, r) => 1 + value + 0.6 * z[r]! + a[r]! * (1 + 0.8 * value) + random.normal());
  return { x, z, a, y };
}

/** The true effect in the population that h(p) tilts to, by summing over a fine grid. */
export function trueEffect(h: (p: number) => number): number {
  let above = 0;
  let below = 0;
  for (let k = -600; k <= 600; k++)
    for (const z of [0, 1]) {
      const x = k / 100;
      const share = Math.exp((-x * x) / 2) * (z === 1 ? 0.4 : 0.6) * h(expit(-0.2 + 0.7 * x - 0.5 * z));
      above += share * (1 + 0.8 * x);
      below += share;
    }
  return above / below;
}
