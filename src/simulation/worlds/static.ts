import { dayOfWeekOf } from "../calendar-of-log.js";
import type { World } from "../world.js";

/** Added to the interactions of an active day, Monday to Sunday. */
const byWeekday = [0, 0, -1, 0, 1, 2, 1];

/**
 * A world without feedback, in which a linear outcome model is exactly right within each arm: the platform looks at
 * one baseline column only, being an author is the only confounder, activity is a coin that yesterday's push weighs,
 * and counts add up from whole numbers without any limit being reached. Given the arm, the expected interactions of
 * the next days are a constant, plus a number for authors, plus numbers for the calendar.
 */
export const staticWorld: World = {
  name: "static",
  sentence: "a platform that looks at one baseline column, without feedback",
  cut: 16,
  mostInteractions: 33,
  drawTraits(random) {
    return {
      habit: 0,
      taste: 0.15 * random.normal(),
      registerDays: 15 + random.integer(700),
      videoAuthor: random.uniform() < 0.4 ? 1 : 0,
    };
  },
  activeProbability: () => 0.75,
  pushProbability: (seen) => (seen.is_video_author === 1 ? 0.6 : 0.25),
  interactions(traits, momentum, day, push, noise) {
    const spread = Math.min(2, Math.max(-2, Math.round(noise)));
    const usual = push ? 23 : 7;
    return usual + 2 * traits.videoAuthor + byWeekday[dayOfWeekOf(day) - 1]! + 3 * momentum.habit + spread;
  },
  next: (_momentum, pushed) => ({ habit: pushed ? -1 : 0, fatigue: 0 }),
};
