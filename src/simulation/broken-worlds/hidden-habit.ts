import type { World } from "../world.js";
import { feedback } from "../worlds/feedback.js";
import { logitShift } from "./logit-shift.js";

/** A platform that knows its users' lasting habit, which no log holds; a past outcome shows it. */
export const hiddenHabit: World = {
  ...feedback,
  name: "hiddenHabit",
  sentence: "a platform that pushes by a lasting habit which the log does not hold",
  pushProbability: (seen, hidden) =>
    logitShift(feedback.pushProbability(seen, hidden), 0.8 * hidden.traits.habit),
};
