import type { RowWorld } from "../row-world.js";
import { logistic } from "./logistic.js";

/** What nobody measured moves treatment and outcome. */
export const unmeasuredConfounder: RowWorld = {
  name: "unmeasured confounder",
  sentence: "what nobody measured moves treatment and outcome",
  users: 250,
  rowsPerUser: 3,
  propensity: ({ first, second, hidden }) => logistic(-0.5 + 0.5 * first + 0.4 * second + 0.7 * hidden),
  untreated: ({ first, second, hidden }) => 1 + first + second + hidden,
  effect: () => 1,
};
