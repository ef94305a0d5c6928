import { checkCall, kinds } from "../../call-check.js";
import type { CalendarRule } from "../../definition/calendar.js";
import { dayOfWeek, logDay } from "../../definition/calendar.js";
import { definePanel } from "../../definition/define-panel.js";
import { onDay, sumOverNext } from "../../definition/future.js";
import { lag, priorSum } from "../../definition/history.js";
import { active, count, countDistinct, type Measure, sum } from "../../definition/measure.js";
import type { PanelDefinition } from "../../definition/panel-definition.js";
import { atLeastQuantile } from "../../definition/treatment.js";
import type { LogStep } from "../log-step.js";
import { stepOf } from "./row-plan.js";
import type { TableMapping } from "./table-mapping.js";

/** What else a table's default panel measures. */
export interface TablePanelOptions {
  /** Numeric columns of the events table to sum, each as `total_<column>`, with its unit if it has one. */
  readonly sums?: Readonly<Record<string, string>>;
  /** Columns of the events table whose different values are counted, each as `unique_<column>`. */
  readonly distinct?: readonly string[];
}

/**
 * The panel of a table log that a reader who names none gets: events (and sums, and different values) of a day, the day
 * before and the three before, the next day and the next seven, and one candidate treatment, a day in the upper quarter
 * of events among active days. The steps of a weekly or numbered table stand in place of days, in names too.
 */
export function tablePanel(mapping: TableMapping, options: TablePanelOptions = {}): PanelDefinition {
  checkCall("tablePanel", { mapping, options }, { mapping: kinds.object, options: kinds.object });
  const step = stepOf(mapping);
  const sums = Object.entries(options.sums ?? {}).map(
    ([column, unit]) => [`total_${column}`, sum(column, unit)] as const,
  );
  const distinct = [...(mapping.item === undefined ? [] : ["item_id"]), ...(options.distinct ?? [])].map(
    (column) =>
      [
        `unique_${column === "item_id" ? "items" : column}`,
        countDistinct(column, "different values"),
      ] as const,
  );
  const measures: Readonly<Record<string, Measure>> = {
    events: count("events"),
    ...Object.fromEntries([...distinct, ...sums].filter(([name]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name))),
    active_day: active(),
  };
  const [first, ...others] = [
    "active_day",
    ...Object.keys(measures).filter((name) => name !== "active_day"),
  ] as [string, ...string[]];
  const word = step.unit;
  const followed = [
    "active_day",
    ...Object.keys(measures).filter((name) => name === "events" || name.startsWith("total_")),
  ];
  return definePanel({
    unit: "user_id",
    day: "event_date",
    available: "active_day",
    measures,
    history: {
      lag_1: { ...lag(1, first), columns: [first, ...others] },
      [`prior_3${word}`]: { ...priorSum(3, first), columns: [first, ...others] },
    },
    future: {
      ...Object.fromEntries(followed.map((name) => [`next_${word}_${name}`, onDay(name, { days: 1 })])),
      ...Object.fromEntries(
        followed.map((name) => [`future_7${word}_${name}`, sumOverNext(name, { days: 7 })]),
      ),
    },
    calendar: calendarOf(step),
    treatments: { treatment_many_events: atLeastQuantile("events", 0.75, { among: "active_day" }) },
  });
}

/** Days of the week mean something only where a step is a day. */
function calendarOf(step: LogStep): Readonly<Record<string, CalendarRule>> {
  return step.unit === "day"
    ? { day_of_week: dayOfWeek(), log_day: logDay() }
    : { [`log_${step.unit}`]: logDay() };
}
