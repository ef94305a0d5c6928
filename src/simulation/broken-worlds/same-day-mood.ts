import type { World } from "../world.js";
import { feedback } from "../worlds/feedback.js";
import { logitShift } from "./logit-shift.js";

/**
 * A mood of the day brings users in and makes them pushed: among active days the users who came without much habit are
 * those in the mood, so treatment goes with little habit.
 */
export const sameDayMood: World = {
  ...feedback,
  name: "sameDayMood",
  sentence: "a mood of the day that makes users come and makes them pushed",
  activeProbability: (traits, momentum, day) =>
    Math.min(
      0.98,
      Math.max(0.05, feedback.activeProbability(traits, momentum, day) - 0.15 + 0.12 * traits.habit),
    ),
  pushProbability: (seen, hidden) =>
    logitShift(feedback.pushProbability(seen, hidden), 5 * (0.35 - hidden.mood)),
};
