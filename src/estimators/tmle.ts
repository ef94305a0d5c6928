import type { Estimator } from "./estimator.js";
import { targetedMeans } from "./targeted-means.js";

/**
 * Targeted minimum-loss estimation for a point treatment: outcome models per arm (logistic, on the outcome scaled to
 * [0, 1] by its observed range), moved by a logistic fluctuation with weights 1 / P(A = a | L) until they solve the
 * efficient score equation, then predicted and averaged. Doubly robust as `aipw` is, and each mean stays in the range of
 * the outcome. The score equations of the propensity, the outcome models and the fluctuation are all stacked into φ.
 * Source: van der Laan & Rubin (2006); Gruber & van der Laan (2010), International Journal of Biostatistics 6(1), 26.
 * Checked against: zEpid 0.9.1 and ltmle 1.3-0 (NHEFS, with their model forms and the efficient influence function).
 */
export const tmle: Estimator = {
  name: "tmle",
  label: "Targeted minimum-loss estimation (doubly robust)",
  role: "adjusted",
  target: "ATE",
  estimate: (design, models) => ({ estimator: "tmle", ...targetedMeans(design, models) }),
};
