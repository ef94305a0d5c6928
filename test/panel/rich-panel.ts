import { attribute, category, entryDay } from "../../src/definition/baseline.js";
import { dayOfMonth, isoWeek, month, weekend } from "../../src/definition/calendar.js";
import { and, compare, not, or } from "../../src/definition/condition.js";
import { definePanel } from "../../src/definition/define-panel.js";
import { max } from "../../src/definition/event-measure.js";
import { anyOverNext, lead, maxOverNext, meanOverNext, sumOverNext } from "../../src/definition/future.js";
import { decayedSum, lag, priorAny, priorMax, priorMean, priorSum } from "../../src/definition/history.js";
import { active, count, positive } from "../../src/definition/measure.js";
import {
  any,
  categories,
  continuous,
  rule,
  streakAtLeast,
  topKWithinDay,
} from "../../src/definition/more-treatments.js";
import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import { atLeastQuantile, atMost, atMostQuantile } from "../../src/definition/treatment.js";
import { cumulative, daysSince, streak } from "../../src/definition/unbounded-history.js";
import type { UserDayTable } from "../../src/results/user-day-table.js";

/** Every rule that small-panel.ts does not have, once. */
export const richPanel = definePanel({
  unit: "user_id",
  day: "event_date",
  available: "active_day",
  measures: {
    clicks: count("clicks"),
    quits: max("quit", "0 or 1"),
    clicked: positive("clicks"),
    active_day: active(),
  },
  history: {
    lag_1: lag(1, "clicks"),
    sum_3: priorSum(3, "clicks"),
    mean_3: priorMean(3, "clicks"),
    max_3: priorMax(3, "clicks"),
    any_2: priorAny(2, "clicks"),
    decayed: decayedSum(2, "clicks"),
    streak: streak("clicks"),
    since: daysSince("clicks"),
    total: cumulative("clicks", "active_day"),
  },
  future: {
    lead_1: lead(1, "clicks"),
    lead_3: lead(3, "clicks"),
    sum_next_2: sumOverNext("clicks", { days: 2 }),
    mean_next_3: meanOverNext("clicks", { days: 3 }),
    max_next_2: maxOverNext("clicks", { days: 2 }),
    any_next_2: anyOverNext("clicks", { days: 2 }),
  },
  baseline: {
    entered: entryDay(),
    degree: category("degree", { levels: ["low", "middle", "high"] }),
    age: attribute("age", { unit: "years" }),
  },
  calendar: { weekend: weekend(), day_of_month: dayOfMonth(), month: month(), iso_week: isoWeek() },
  treatments: {
    few: atMost("clicks", 3, { among: "active_day" }),
    lower: atMostQuantile("clicks", 0.25, { among: "active_day" }),
    own: atLeastQuantile("clicks", 0.5, {
      among: "active_day",
      within: "user",
      using: "past",
      minimumDays: 2,
    }),
    anything: any("clicks", { among: "active_day" }),
    three_in_a_row: streakAtLeast("clicks", 3, { among: "active_day" }),
    top_2: topKWithinDay("clicks", 2, { among: "active_day" }),
    growing: rule(
      or(
        and(compare("clicks", ">", "lag_1_clicks"), not(compare("weekend", "=", 1))),
        compare("since_clicks", ">=", 3),
      ),
      { among: "active_day" },
    ),
    level: categories("clicks", [2, 5, 9], { among: "active_day" }),
    dose: continuous("clicks", { among: "active_day" }),
  },
});

/** Names of all of its columns. */
export const historyNames = [
  "lag_1_clicks",
  "sum_3_clicks",
  "mean_3_clicks",
  "max_3_clicks",
  "any_2_clicks",
  "decayed_clicks",
  "streak_clicks",
  "since_clicks",
  "total_clicks",
  "total_active_day",
] as const;

export const withSpan = (
  span: Partial<Pick<PanelDefinition, "entry" | "exit" | "gapDays">>,
): PanelDefinition => ({ ...richPanel, ...span });

/** One user: clicks by log day (undefined on inactive days), and the dates of the users table as log days. */
export interface RichUser {
  readonly clicks: readonly (number | undefined)[];
  /** Days on which the quit event happened; those with clicks only. */
  readonly quits?: readonly number[];
  readonly entry?: number | undefined;
  readonly last?: number | undefined;
}

export function richTable(
  users: readonly RichUser[],
  days: number,
  firstDay: number,
  ids: readonly string[] = users.map((_, user) => `u${user}`),
): UserDayTable {
  const rows = users.flatMap((user, index) =>
    user.clicks.flatMap((clicks, day) => (clicks === undefined ? [] : [{ index, day, clicks, user }])),
  );
  const date = (day: number | undefined) => (day === undefined ? Number.NaN : firstDay + day);
  return {
    users: ids,
    firstDay,
    days,
    rows: rows.length,
    user: Int32Array.from(rows, ({ index }) => index),
    day: Int32Array.from(rows, ({ day }) => day),
    measures: {
      clicks: Float64Array.from(rows, ({ clicks }) => clicks),
      quits: Float64Array.from(rows, ({ user, day }) => (user.quits?.includes(day) ? 1 : 0)),
    },
    baseline: {
      degree: Float64Array.from(ids, (id) =>
        Number(id.slice(1)) % 4 === 3 ? Number.NaN : Number(id.slice(1)) % 4,
      ),
      age: Float64Array.from(ids, (id) => 20 + Number(id.slice(1))),
      "entry date": Float64Array.from(users, ({ entry }) => date(entry)),
      "last date": Float64Array.from(users, ({ last }) => date(last)),
    },
  };
}
