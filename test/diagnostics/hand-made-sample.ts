import type { WeightedSample } from "../../src/diagnostics/weighted-sample.js";

/** Six rows of three users: treated rows weigh 1, 2, 3, the others 1, 1, 4. */
export const handMadeSample: WeightedSample = {
  user: Int32Array.of(0, 0, 1, 1, 2, 2),
  day: Int32Array.of(0, 1, 0, 1, 0, 1),
  treatment: Float64Array.of(1, 0, 1, 0, 1, 0),
  weight: Float64Array.of(1, 1, 2, 1, 3, 4),
};
