import type { RowWorld } from "../row-world.js";
import { logistic } from "./logistic.js";

/** Every model right: propensity logistic, outcome linear in each arm; the effect varies along the first column. */
export const rightModels: RowWorld = {
  name: "right models",
  sentence: "propensity logistic-linear, outcome linear in each arm, an effect that varies",
  users: 250,
  rowsPerUser: 3,
  propensity: ({ first, second }) => logistic(-0.8 + 0.5 * first + 0.5 * second),
  untreated: ({ first, second }) => 1 + first + second,
  effect: ({ first }) => 1 + first,
};
