import { attribute } from "../../src/definition/baseline.js";
import { dayOfWeek, logDay } from "../../src/definition/calendar.js";
import { definePanel } from "../../src/definition/define-panel.js";
import { lead, onDay, sumOverNext } from "../../src/definition/future.js";
import { lag, priorSum } from "../../src/definition/history.js";
import { active, count, countWhere, ratio, scaled } from "../../src/definition/measure.js";
import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import { atLeast, atLeastQuantile } from "../../src/definition/treatment.js";
import type { UserDayTable } from "../../src/results/user-day-table.js";

/** A panel with one of everything, small enough to be worked out by eye. */
export const smallPanel = definePanel({
  unit: "user_id",
  day: "event_date",
  available: "active_day",
  measures: {
    clicks: count("clicks"),
    long: countWhere("seconds", { atLeast: 3, unit: "clicks" }),
    tenths: scaled("clicks", 0.1, "tens of clicks"),
    long_share: ratio("long", "clicks"),
    active_day: active(),
  },
  history: {
    lag_1: lag(1, "clicks"),
    lag_3: lag(3, "clicks"),
    prior_2day: priorSum(2, "clicks", "active_day"),
  },
  future: {
    lead_2: lead(2, "clicks"),
    tomorrow: onDay("clicks", { days: 1 }),
    next_2: sumOverNext("clicks", { days: 2 }),
  },
  baseline: {
    age: attribute("age", { unit: "years" }),
    fans: attribute("fans", { unit: "users", transform: "log1p" }),
  },
  calendar: { weekday: dayOfWeek(), log_day: logDay() },
  treatments: {
    many: atLeast("clicks", 5, { among: "active_day" }),
    upper: atLeastQuantile("clicks", 0.5, { among: "active_day" }),
  },
});

export const withRules = (rules: Partial<Pick<PanelDefinition, "entry" | "gapDays">>): PanelDefinition => ({
  ...smallPanel,
  ...rules,
});

/** Active user-days from `[user, day, clicks]`; half of the clicks, rounded down, are long. */
export function userDays(
  rows: readonly (readonly [number, number, number])[],
  log: {
    readonly users: readonly string[];
    readonly days: number;
    readonly firstDay?: number;
    readonly ages?: readonly number[];
  },
): UserDayTable {
  const clicks = Float64Array.from(rows, ([, , value]) => value);
  return {
    users: log.users,
    firstDay: log.firstDay ?? 0,
    days: log.days,
    rows: rows.length,
    user: Int32Array.from(rows, ([user]) => user),
    day: Int32Array.from(rows, ([, day]) => day),
    measures: { clicks, long: clicks.map((value) => Math.floor(value / 2)) },
    baseline: {
      age: Float64Array.from(log.ages ?? log.users.map((_, user) => 20 + user)),
      fans: Float64Array.from(log.users, (_, user) => user),
    },
  };
}
