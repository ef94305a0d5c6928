import { checkCall, kinds } from "../call-check.js";
import { countedDays } from "../definition/counted-days.js";
import type { StepUnit } from "../definition/step-unit.js";
import { PanelError } from "../errors.js";
import type { FixedQuota } from "../results/audit.js";
import { type DetectableEffect, detectableEffect } from "./detectable-effect.js";
import { type EntryExitRow, entriesAndExits } from "./entries-and-exits.js";
import type { Panel } from "./panel.js";
import type { ReadinessCheck } from "./readiness.js";
import { type SupportRow, strategySupport } from "./strategy-support.js";
import type { ResolvedTreatment } from "./treatment.js";
import { treatmentValues } from "./treatment-values.js";

/** What a question about several days is held against. */
export interface LongitudinalQuestion {
  readonly treatment: ResolvedTreatment;
  /** A future column of the panel. */
  readonly outcome: string;
  /** Days of the stretch, K. */
  readonly days: number;
  /** Days of history that a row needs; default what the panel's history columns reach back. */
  readonly history?: number;
  /** From the source's audit, where there is one. */
  readonly fixedQuota?: FixedQuota;
}

export interface LongitudinalReadiness {
  readonly checks: readonly ReadinessCheck[];
  readonly support: readonly SupportRow[];
  readonly entriesAndExits: readonly EntryExitRow[];
  readonly detectable: DetectableEffect | null;
}

/**
 * Whether a panel can carry a question about a stretch of days: support of the strategies "always" and "never" by start
 * day (30 users each), rows with full history, effective clusters ((sum of available days)² / sum of squares over users;
 * 40), the minimum detectable effect (0.2 standard deviations, Cohen's small effect), users never or always treated, and
 * the fixed quota. The eight checks of `readinessChecks` stand apart.
 * @throws PanelError `panel.treatment-not-yet` for a treatment that is not binary, `panel.days` for K below 1
 */
export function longitudinalReadiness(panel: Panel, question: LongitudinalQuestion): LongitudinalReadiness {
  checkCall("longitudinalReadiness", { panel, question }, { panel: kinds.panel, question: kinds.object });
  checkQuestion(question);
  const { treatment, outcome, days, fixedQuota } = question;
  const support = strategySupport(panel, treatment, days);
  const detectable = detectableEffect(panel, treatment, outcome);
  const users = treatedUsers(panel, treatment);
  const history = question.history ?? reach(panel);
  const step = panel.calendar.step.unit;
  const checks: ReadinessCheck[] = [
    followers("always", support, days, step),
    followers("never", support, days, step),
    atLeast(
      `share of user-${step}s with ${countedDays(history, step)} of history`,
      fullHistoryShare(panel, history),
      0.7,
    ),
    atLeast(`effective clusters (users, by available ${step}s)`, users.effective, 40),
    atMost("share of users never treated", users.never, 0.5),
    atMost("share of users always treated", users.always, 0.5),
    detectable === null
      ? atLeast(`available ${step}s with a known outcome in the smaller arm`, 0, 1)
      : atMost(
          `minimum detectable difference of ${outcome}, in its standard deviations`,
          standardized(detectable),
          0.2,
        ),
    atMost(
      `share of active user-${step}s left out, before entry or after exit`,
      panel.activeDaysLeftOut / (users.rows + panel.activeDaysLeftOut || 1),
      0.05,
    ),
  ];
  if (fixedQuota !== undefined)
    checks.push({
      check: "rows per user are not fixed by how the log was collected (coefficient of variation)",
      value: fixedQuota.coefficientOfVariation,
      threshold: "no fixed quota",
      passes: !fixedQuota.bound,
    });
  return { checks, support, entriesAndExits: entriesAndExits(panel), detectable };
}

function checkQuestion({ treatment, days }: LongitudinalQuestion): void {
  if (treatment.kind !== "binary")
    throw new PanelError(
      "panel.treatment-not-yet",
      `treatment "${treatment.name}" is ${treatment.kind}; always and never treated are defined for binary ones`,
      { treatment: treatment.name },
    );
  if (!Number.isInteger(days) || days < 1)
    throw new PanelError("panel.days", `a stretch has a whole number of days from 1, found ${days}`, {
      days,
    });
}

function atLeast(check: string, value: number, threshold: number): ReadinessCheck {
  return { check, value, threshold: `at least ${threshold}`, passes: value >= threshold };
}

function atMost(check: string, value: number, threshold: number): ReadinessCheck {
  return { check, value, threshold: `at most ${threshold}`, passes: value <= threshold };
}

function followers(
  strategy: "always" | "never",
  support: readonly SupportRow[],
  days: number,
  step: StepUnit,
): ReadinessCheck {
  const fewest = Math.min(...support.map((row) => row[strategy]));
  return atLeast(
    `fewest users who were ${strategy} treated over ${countedDays(days, step)} from a start ${step}`,
    support.length === 0 ? 0 : fewest,
    30,
  );
}

function standardized({ difference, standardDeviation }: DetectableEffect): number {
  return standardDeviation === 0 ? 0 : difference / standardDeviation;
}

/** Days that the panel's history columns look back, at most; those without end ask for one. */
function reach(panel: Panel): number {
  const windows = panel.columns.filter(({ kind }) => kind === "history").map(({ window }) => window.from);
  return Math.max(0, ...windows.map((from) => (from === "beginning" ? 1 : -from)));
}

function fullHistoryShare(panel: Panel, days: number): number {
  let rows = 0;
  for (const { lookBack } of panel.shards()) for (const back of lookBack) if (back >= days) rows += 1;
  return panel.rows === 0 ? 0 : rows / panel.rows;
}

/** Over users with at least one available day on which the treatment is known. */
function treatedUsers(panel: Panel, treatment: ResolvedTreatment) {
  let [users, never, always, total, squares] = [0, 0, 0, 0, 0];
  for (const shard of panel.shards()) {
    const available = shard.column(panel.definition.available);
    const values = treatmentValues(shard, treatment);
    for (let user = 0; user < shard.users; user++) {
      let [rows, treated] = [0, 0];
      for (let row = shard.offsets[user]!; row < shard.offsets[user + 1]!; row++) {
        if (available[row] !== 1 || Number.isNaN(values[row]!)) continue;
        rows += 1;
        treated += values[row]!;
      }
      if (rows === 0) continue;
      users += 1;
      if (treated === 0) never += 1;
      if (treated === rows) always += 1;
      total += rows;
      squares += rows * rows;
    }
  }
  return {
    rows: total,
    never: users === 0 ? 0 : never / users,
    always: users === 0 ? 0 : always / users,
    effective: squares === 0 ? 0 : (total * total) / squares,
  };
}
