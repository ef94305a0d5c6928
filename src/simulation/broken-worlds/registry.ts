import type { World } from "../world.js";
import { bentOutcome } from "./bent-outcome.js";
import { dayShocks } from "./day-shocks.js";
import { decidedPush } from "./decided-push.js";
import { hiddenHabit } from "./hidden-habit.js";
import { sameDayMood } from "./same-day-mood.js";
import { steepPush } from "./steep-push.js";

/** Worlds that break one assumption each, by name; no estimator is judged in them, gates are. */
export const brokenWorlds: Readonly<Record<string, World>> = {
  bentOutcome,
  dayShocks,
  decidedPush,
  hiddenHabit,
  sameDayMood,
  steepPush,
};
