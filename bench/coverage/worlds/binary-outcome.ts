import type { RowWorld } from "../row-world.js";
import { logistic } from "./logistic.js";

const risk = (treated: number, first: number, second: number): number =>
  logistic(-1.9 + 0.6 * treated + first + 0.8 * second);

/** An outcome of 0 and 1, logistic in each arm: about 40 events among treated and 70 among untreated rows. */
export const binaryOutcome: RowWorld = {
  name: "binary outcome",
  sentence: "an outcome of 0 and 1 with every model right; the effect is a risk difference",
  users: 250,
  rowsPerUser: 3,
  binary: true,
  propensity: ({ first, second }) => logistic(-0.8 + 0.5 * first + 0.5 * second),
  untreated: ({ first, second }) => risk(0, first, second),
  effect: ({ first, second }) => risk(1, first, second) - risk(0, first, second),
};
