import { createRandom } from "../../numeric/random.js";
import type { World } from "../world.js";
import { feedback } from "../worlds/feedback.js";
import { logitShift } from "./logit-shift.js";

/** What happens to everybody on a day, the same in every log: a campaign that pushes more, and visits that go with it. */
const shock = (day: number): number => createRandom(77, "day shock", day).normal();

/** Days on which everybody is pushed more and comes more, at random; no weekday and no trend follows them. */
export const dayShocks: World = {
  ...feedback,
  name: "dayShocks",
  sentence: "campaign days that push everybody and bring everybody in, at random",
  activeProbability: (traits, momentum, day) =>
    Math.min(
      0.98,
      Math.max(0.05, feedback.activeProbability(traits, momentum, day) - 0.1 + 0.1 * shock(day)),
    ),
  pushProbability: (seen, hidden) =>
    logitShift(feedback.pushProbability(seen, hidden), 1.2 * shock(seen.log_day)),
};
