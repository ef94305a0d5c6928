import type { RowWorld } from "../row-world.js";
import { logistic } from "./logistic.js";

/** Models right, but treatment nearly decided by the first column: a few rows carry all the weight. */
export const tinyEffectiveSize: RowWorld = {
  name: "tiny ESS",
  sentence: "models right, but treatment is nearly decided by one column, so a few rows carry the weight",
  users: 250,
  rowsPerUser: 3,
  propensity: ({ first, second }) => logistic(3.5 * first + 0.5 * second),
  untreated: ({ first, second }) => 1 + 2 * first + second,
  effect: ({ first }) => 1 + 0.5 * first,
};
