import type { RowWorld } from "../row-world.js";
import { logistic } from "./logistic.js";

/** The outcome model is wrong: a square that nobody enters. The propensity is logistic, the effect one for all. */
export const nonlinearOutcome: RowWorld = {
  name: "nonlinear outcome",
  sentence: "the outcome follows a square that its model leaves out; propensity logistic, one effect for all",
  users: 1_000,
  rowsPerUser: 3,
  propensity: ({ first, second }) => logistic(-0.8 + 0.8 * first + 0.4 * second),
  untreated: ({ first, second }) => first + 0.7 * first * first + second,
  effect: () => 1,
};
