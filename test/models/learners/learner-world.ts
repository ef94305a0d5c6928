import type { LearnerRows } from "../../../src/models/learners/learner.js";
import { createRandom } from "../../../src/numeric/random.js";

/** Three normal covariates and an outcome that is linear in them (on the logit scale for a probability), weights 1 to 3. */
export function learnerWorld(seed: number, rows: number, kind: "probability" | "mean"): LearnerRows {
  const random = createRandom(seed, "learner world");
  const columns = 3;
  const values = Float64Array.from({ length: rows * columns }, () => random.normal());
  const outcome = Float64Array.from({ length: rows }, (_, r) => {
    const score = 0.4 + 0.8 * values[r]! - 0.5 * values[rows + r]!;
    if (kind === "mean") return score + random.normal();
    return random.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
  });
  const weights = Float64Array.from({ length: rows }, () => 1 + random.integer(3));
  return { covariates: { rows, columns, values }, terms: ["a", "b", "c"], outcome, weights };
}

/** The code of the error that the work throws. */
export function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    return (error as { readonly code?: string }).code;
  }
  return undefined;
}
