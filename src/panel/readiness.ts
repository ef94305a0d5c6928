import { checkCall, kinds } from "../call-check.js";
import { quantile } from "../numeric/quantile.js";
import type { Panel } from "./panel.js";

/** One condition a panel should meet before a causal question is asked of it. */
export interface ReadinessCheck {
  readonly check: string;
  /** Null where nothing is known that could be held against the threshold. */
  readonly value: number | null;
  readonly threshold: string;
  /** Null where it was not evaluated. */
  readonly passes: boolean | null;
  /** Whether it is worth a look, passed or not, where the check has such a level. */
  readonly warns?: boolean;
  /** The finding in words. */
  readonly detail?: string;
}

/**
 * The notebook's readiness checklist for any panel: users, active days of the median user, calendar dates, variation
 * of every candidate treatment (share of all user-days on which it is known, at-risk days that are not available
 * included; not evaluated where it is known on no available day), share of rows with a known outcome for every summed
 * future horizon, and history columns without unknown values. On a grid of weeks or periods these stand for days.
 */
export function readinessChecks(panel: Panel): readonly ReadinessCheck[] {
  checkCall("readinessChecks", { panel }, { panel: kinds.panel });
  const step = panel.calendar.step.unit;
  const activeDays = medianActiveDays(panel);
  const dates = panel.definition.gapDays === "inactive" ? panel.calendar.days : observedDays(panel);
  return [
    atLeast("at least 50 users in sample", panel.users.length, 50),
    atLeast(`median user has at least 7 active ${step}s`, activeDays, 7),
    atLeast(`at least 30 calendar ${step === "day" ? "dates" : `${step}s`}`, dates, 30),
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
  const check = `${treatment} has non-trivial variation`;
  const user = `user-${panel.calendar.step.unit}s`;
  const known = shareOfRows(panel, treatment, (value) => !Number.isNaN(value));
  const threshold = `between 0.01 and 0.99 of ${user}${known < 1 ? " on which it is known" : ""}`;
  if (!knownSomewhere(panel, treatment)) return { check, value: null, threshold, passes: null };
  const value = shareOfRows(panel, treatment, (value) => value === 1) / known;
  return {
    check,
    value,
    threshold,
    passes: value > 0.01 && value < 0.99,
  };
}

/** Whether a treatment is known on any available row; elsewhere it is 0 by definition. */
function knownSomewhere(panel: Panel, treatment: string): boolean {
  for (const shard of panel.shards()) {
    const available = shard.column(panel.definition.available);
    if (shard.column(treatment).some((value, row) => available[row] === 1 && !Number.isNaN(value)))
      return true;
  }
  return false;
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
        `future ${days}-${panel.calendar.step.unit} outcomes available for most rows`,
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
