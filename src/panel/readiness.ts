import { quantile } from "../numeric/quantile.js";
import type { Panel } from "./panel.js";

/** One condition a panel should meet before a causal question is asked of it. */
export interface ReadinessCheck {
  readonly check: string;
  readonly value: number;
  readonly threshold: string;
  readonly passes: boolean;
}

/**
 * The notebook's readiness checklist for any panel: users, active days of the median user, calendar dates, variation
 * of every candidate treatment (share of all user-days on which it is known, at-risk days that are not available
 * included; 0, and not met, when it is known on none), share of rows
 * with a known outcome for every summed future horizon, and history columns without unknown values.
 */
export function readinessChecks(panel: Panel): readonly ReadinessCheck[] {
  const activeDays = medianActiveDays(panel);
  const dates = panel.definition.gapDays === "inactive" ? panel.calendar.days : observedDays(panel);
  return [
    atLeast("at least 50 users in sample", panel.users.length, 50),
    atLeast("median user has at least 7 active days", activeDays, 7),
    atLeast("at least 30 calendar dates", dates, 30),
    ...Object.keys(panel.definition.treatments).map((name) => varies(panel, name)),
    ...futureHorizons(panel),
    historyIsKnown(panel),
  ];
}

function atLeast(check: string, value: number, threshold: number): ReadinessCheck {
  return { check, value, threshold: `at least ${threshold}`, passes: value >= threshold };
}

function observedDays(panel: Panel): number {
  return panel.calendar.observed.reduce((days, observed) => days + observed, 0);
}

function medianActiveDays(panel: Panel): number {
  const days = new Float64Array(panel.users.length);
  for (const shard of panel.shards()) {
    const available = shard.column(panel.definition.available);
    for (let row = 0; row < shard.rows; row++) days[shard.user[row]!]! += available[row]!;
  }
  return quantile(days, 0.5);
}

function varies(panel: Panel, treatment: string): ReadinessCheck {
  const known = shareOfRows(panel, treatment, (value) => !Number.isNaN(value));
  const treated = shareOfRows(panel, treatment, (value) => value === 1);
  const value = known === 0 ? 0 : treated / known;
  return {
    check: `${treatment} has non-trivial variation`,
    value,
    threshold: `between 0.01 and 0.99 of user-days${known < 1 ? " on which it is known" : ""}`,
    passes: value > 0.01 && value < 0.99,
  };
}

/** Horizons to 3 days should be known on 80 % of the rows, longer ones on 70 %, as the notebook asks. */
function futureHorizons(panel: Panel): ReadinessCheck[] {
  const columnOf = new Map<number, string>();
  for (const [name, rule] of Object.entries(panel.definition.future))
    if (rule.kind === "sumOverNext" && !columnOf.has(rule.days)) columnOf.set(rule.days, name);
  return [...columnOf]
    .sort(([a], [b]) => a - b)
    .map(([days, column]) =>
      atLeast(
        `future ${days}-day outcomes available for most rows`,
        shareOfRows(panel, column, (value) => !Number.isNaN(value)),
        days <= 3 ? 0.8 : 0.7,
      ),
    );
}

function historyIsKnown(panel: Panel): ReadinessCheck {
  const unknown = panel.columns
    .filter((column) => column.kind === "history")
    .map((column) => shareOfRows(panel, column.name, Number.isNaN));
  const value = Math.max(0, ...unknown);
  return {
    check: "lagged confounders have no missing values after filling panel starts",
    value,
    threshold: "0",
    passes: value === 0,
  };
}

function shareOfRows(panel: Panel, column: string, holds: (value: number) => boolean): number {
  let rows = 0;
  for (const shard of panel.shards()) for (const value of shard.column(column)) if (holds(value)) rows += 1;
  return rows / panel.rows;
}
