import type { World } from "../world.js";
import { feedback } from "../worlds/feedback.js";

const newcomers = 150;

/**
 * Newcomers and old hands come often and those between hardly ever, while pushes rise with tenure: a linear
 * outcome model is far off where weighting is right.
 */
export const bentOutcome: World = {
  ...feedback,
  name: "bentOutcome",
  sentence: "activity that bends with tenure, which a linear outcome model cannot follow",
  activeProbability(traits, momentum, day) {
    const distance = Math.abs(Math.log(traits.registerDays / newcomers));
    const p = 0.05 + 1.1 * Math.min(1, distance) + 0.02 * traits.habit + momentum.habit - momentum.fatigue;
    return Math.min(0.98, Math.max(0.05, p + 0.0002 * day));
  },
  pushProbability: (seen) => 1 / (1 + Math.exp(-(-1.5 + 0.0035 * Math.min(seen.register_days, 700)))),
};
