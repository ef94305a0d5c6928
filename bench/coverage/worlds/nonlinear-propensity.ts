import type { RowWorld } from "../row-world.js";
import { logistic } from "./logistic.js";

/**
 * The propensity model is wrong: treatment follows a square that nobody enters. The outcome is linear
 * and the effect the same for all.
 */
export const nonlinearPropensity: RowWorld = {
  name: "nonlinear propensity",
  sentence:
    "treatment follows a square that the propensity model leaves out; outcome linear, one effect for all",
  users: 600,
  rowsPerUser: 3,
  propensity: ({ first, second }) => logistic(-0.9 + 0.6 * first + 0.5 * first * first + 0.5 * second),
  untreated: ({ first, second }) => 1 + first + second,
  effect: () => 1,
};
