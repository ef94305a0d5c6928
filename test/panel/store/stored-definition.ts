import { attribute } from "../../../src/definition/baseline.js";
import { dayOfWeek } from "../../../src/definition/calendar.js";
import { definePanel } from "../../../src/definition/define-panel.js";
import { sumOverNext } from "../../../src/definition/future.js";
import { lag } from "../../../src/definition/history.js";
import { active, count, countDistinct, countWhere, mean, ratio } from "../../../src/definition/measure.js";
import { atLeast, atLeastQuantile } from "../../../src/definition/treatment.js";

export const storedDefinition = definePanel({
  unit: "user_id",
  day: "event_date",
  available: "active_day",
  measures: {
    events: count("events"),
    items: countDistinct("item", "items"),
    mean_seconds: mean("seconds", "seconds"),
    long: countWhere("seconds", { atLeast: 1, unit: "events" }),
    long_share: ratio("long", "events"),
    active_day: active(),
  },
  history: { lag_1: lag(1, "events", "mean_seconds") },
  future: { next_2: sumOverNext("events", { days: 2 }) },
  baseline: { age: attribute("age", { unit: "years" }), fans: attribute("fans", { unit: "users" }) },
  calendar: { weekday: dayOfWeek() },
  treatments: {
    much: atLeast("long", 2, { among: "active_day" }),
    upper: atLeastQuantile("mean_seconds", 0.5, { among: "active_day" }),
  },
});
