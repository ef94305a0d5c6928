import type { RowWorld } from "../row-world.js";
import { logistic } from "./logistic.js";

/** Above 1 on the first column everybody is treated, and there both the outcome and the effect are others. */
export const noPositivity: RowWorld = {
  name: "no positivity",
  sentence: "in one region everybody is treated, and there the outcome and the effect are others",
  users: 250,
  rowsPerUser: 3,
  propensity: ({ first, second }) => (first > 1 ? 1 : logistic(-0.5 + 0.4 * first + 0.4 * second)),
  untreated: ({ first, second }) => second + (first > 1 ? 5 : first),
  effect: ({ first }) => (first > 1 ? -3 : 1),
};
