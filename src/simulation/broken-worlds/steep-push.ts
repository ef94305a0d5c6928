import type { World } from "../world.js";
import { feedback } from "../worlds/feedback.js";

const logit = (p: number): number => Math.log(p / (1 - p));

/** A platform whose choice is so steep in what it sees that a few weights carry everything. */
export const steepPush: World = {
  ...feedback,
  name: "steepPush",
  sentence: "a platform whose choice is so steep that a few weights carry everything",
  pushProbability(seen, hidden) {
    const steep = 4 * (logit(feedback.pushProbability(seen, hidden)) + 0.9);
    return 1 / (1 + Math.exp(-steep));
  },
};
