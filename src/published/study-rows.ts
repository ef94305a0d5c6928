import { NotEstimableError } from "../errors.js";
import type { Panel } from "../panel/panel.js";
import { panelTable } from "../panel/panel-table.js";
import { resolveTreatment, treatmentColumn } from "../panel/treatment.js";
import {
  type NumericCovariate,
  numericCovariates,
  panelColumnsRead,
  type StudyOutcome,
  type StudyTreatment,
  studyTreatments,
} from "./study-columns.js";

/** Columns of the study, one value a row; NaN is not known. */
export interface StudyTable {
  readonly rows: number;
  /** Index of the user in the panel. */
  readonly user: Float64Array;
  readonly active: Float64Array;
  /** Events of the day. */
  readonly interactions: Float64Array;
  readonly playSeconds: Float64Array;
  /** What the primary treatment cuts. */
  readonly highWatchShare: Float64Array;
  /** ISO: 1 = Monday … 7 = Sunday. */
  readonly weekday: Float64Array;
  readonly covariates: Readonly<Record<NumericCovariate, Float64Array>>;
  readonly treatments: Readonly<Record<StudyTreatment, Float64Array>>;
  readonly outcomes: Readonly<Record<StudyOutcome, Float64Array>>;
}

/** All user-days, those that the study analyses, and how they were chosen. */
export interface StudyRows {
  readonly all: StudyTable;
  readonly analysed: StudyTable;
  readonly thresholds: Readonly<Record<StudyTreatment, number>>;
  /** What each step leaves, in order, by the study's names. */
  readonly funnel: Readonly<Record<string, { readonly rows: number; readonly users: number }>>;
  readonly users: number;
  readonly days: number;
}

/**
 * The user-days of the published study, from a panel of `kuairecPanel`: an active day, three days of panel before it, seven
 * days known after it. Treatment cuts come from all active days, as there.
 * @throws NotEstimableError `published.no-rows` when no day is left, `published.one-arm`; PanelError for a panel without the columns
 * Checked in test/published/published-study.test.ts, from event rows by plain arrays.
 */
export function studyRows(panel: Panel): StudyRows {
  const all = tableOf(panel);
  const { covariates, outcomes, treatments } = all;
  const known = (values: Float64Array, row: number) => !Number.isNaN(values[row]!);
  const steps: Readonly<Record<string, (row: number) => boolean>> = {
    all_user_days: () => true,
    active: (row) => all.active[row] === 1,
    with_3_day_history: (row) => covariates.panel_day_index[row]! >= 3,
    with_7_day_follow_up: (row) => known(outcomes.future_7day_interactions, row),
    final: (row) =>
      known(treatments.high_watch_exposure, row) &&
      numericCovariates.every((name) => known(covariates[name], row)),
  };
  let kept = Int32Array.from({ length: all.rows }, (_, row) => row);
  const funnel: Record<string, { rows: number; users: number }> = {};
  for (const [step, holds] of Object.entries(steps)) {
    kept = kept.filter(holds);
    funnel[step] = { rows: kept.length, users: new Set(Array.from(kept, (row) => all.user[row]!)).size };
    if (kept.length === 0)
      throw new NotEstimableError(
        "published.no-rows",
        `published study: no user-day is left after "${step}"; expected a log of at least 11 days with active users`,
        { step },
      );
  }
  for (const [name, values] of Object.entries(treatments))
    for (const level of [0, 1])
      if (!kept.some((row) => values[row] === level))
        throw new NotEstimableError(
          "published.one-arm",
          `published study: no analysed user-day has ${name} = ${level}, so there is nothing to compare`,
          { treatment: name, level },
        );
  return {
    all,
    analysed: selectRows(all, kept),
    thresholds: Object.fromEntries(
      Object.entries(studyTreatments).map(([name, rule]) => [name, resolveTreatment(panel, rule).cut]),
    ) as Record<StudyTreatment, number>,
    funnel,
    users: panel.users.length,
    days: panel.calendar.days,
  };
}

function tableOf(panel: Panel): StudyTable {
  const read = panelTable(panel, panelColumnsRead) as Readonly<
    Record<"user" | (typeof panelColumnsRead)[number], Float64Array>
  >;
  const index = new Float64Array(panel.rows);
  for (let row = 1; row < panel.rows; row++)
    index[row] = read.user[row] === read.user[row - 1] ? index[row - 1]! + 1 : 0;
  const weekly = read.future_7day_interactions;
  const covariates = Object.fromEntries(
    numericCovariates.map((name) => [
      name,
      name === "calendar_day_index" ? read.log_day : name === "panel_day_index" ? index : read[name],
    ]),
  ) as Record<NumericCovariate, Float64Array>;
  return {
    rows: panel.rows,
    user: read.user,
    active: read.active_day,
    interactions: read.interactions,
    playSeconds: read.total_play_duration_sec,
    highWatchShare: read.high_watch_share,
    weekday: read.day_of_week,
    covariates,
    treatments: Object.fromEntries(
      Object.entries(studyTreatments).map(([name, rule]) => {
        const resolved = resolveTreatment(panel, rule);
        const values = new Float64Array(panel.rows);
        for (const shard of panel.shards()) values.set(treatmentColumn(shard, resolved), shard.firstRow);
        return [name, values];
      }),
    ) as Record<StudyTreatment, Float64Array>,
    outcomes: {
      next_day_active: read.next_day_active,
      future_3day_active_days: read.future_3day_active_days,
      future_7day_active_days: read.future_7day_active_days,
      future_3day_interactions: read.future_3day_interactions,
      future_7day_interactions: weekly,
      future_7day_avg_daily_interactions: weekly.map((value) => value / 7),
      future_7day_play_hours: read.future_7day_play_duration_sec.map((value) => value / 3600),
      log1p_future_7day_interactions: weekly.map(Math.log1p),
    },
  };
}

/** The same columns on some rows, in the order given. */
function selectRows(table: StudyTable, rows: Int32Array): StudyTable {
  const taken = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  const each = <Name extends string>(columns: Readonly<Record<Name, Float64Array>>) =>
    Object.fromEntries(
      Object.entries<Float64Array>(columns).map(([name, values]) => [name, taken(values)]),
    ) as Record<Name, Float64Array>;
  return {
    rows: rows.length,
    user: taken(table.user),
    active: taken(table.active),
    interactions: taken(table.interactions),
    playSeconds: taken(table.playSeconds),
    highWatchShare: taken(table.highWatchShare),
    weekday: taken(table.weekday),
    covariates: each(table.covariates),
    treatments: each(table.treatments),
    outcomes: each(table.outcomes),
  };
}
