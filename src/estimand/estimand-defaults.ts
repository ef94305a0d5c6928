import { defaultEstimatorNames } from "../results/default-estimator-names.js";
import type { Estimand } from "./estimand.js";

/** What an estimand file may leave out. The seed is not among them: one constant for everybody is no seed. */
export const estimandDefaults = Object.freeze({
  population: { history: "full" },
  effect: "ATE",
  averageOver: "userDays",
  estimators: [...defaultEstimatorNames],
  inference: { cluster: "user", level: 0.95 },
  thresholds: "fixed",
  gates: {},
  overrides: {},
} as const satisfies Partial<Omit<Estimand, "inference">> & {
  inference: Omit<Estimand["inference"], "seed">;
});
