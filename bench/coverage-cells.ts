import type { EstimatorName } from "../src/results/estimator-names.js";
import type { Expectation } from "../src/simulation/judge.js";

export interface CoverageCell {
  readonly world: string;
  readonly estimator: EstimatorName;
  readonly expectation: Expectation;
}

/** What each estimator is held to in each world. Truncated weights are a sensitivity variant and are not judged. */
export const coverageCells: readonly CoverageCell[] = [
  { world: "feedback", estimator: "naive", expectation: "expectedToFail" },
  { world: "feedback", estimator: "ipw", expectation: "consistent" },
  { world: "feedback", estimator: "standardisation", expectation: "nearlyConsistent" },
  { world: "feedback", estimator: "aipw", expectation: "consistent" },
  { world: "static", estimator: "naive", expectation: "expectedToFail" },
  { world: "static", estimator: "ipw", expectation: "consistent" },
  { world: "static", estimator: "standardisation", expectation: "consistent" },
  { world: "static", estimator: "aipw", expectation: "consistent" },
  { world: "static", estimator: "tmle", expectation: "consistent" },
];
