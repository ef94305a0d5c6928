import { quantile } from "../numeric/quantile.js";
import type { ComputedTables } from "./computed-tables.js";
import { momentsOf } from "./moments.js";
import { spreadOf } from "./spread-of.js";
import {
  numericCovariates,
  type StudyOutcome,
  type StudyTreatment,
  studyOutcomes,
  studyTreatments,
} from "./study-columns.js";
import type { StudyRows, StudyTable } from "./study-rows.js";
import { usersOfRows } from "./users-of-rows.js";

const treatmentNames = Object.keys(studyTreatments) as StudyTreatment[];

/** The second notebook: panel, funnel, candidate treatments and outcomes, the naive differences of all pairs, the arms. */
export function describePanel(study: StudyRows): ComputedTables {
  const { all, analysed } = study;
  const active = rowsWhere(all, (row) => all.active[row] === 1);
  const share = (rows: number) => rows / all.rows;
  return {
    data: {
      users: [study.users],
      dates: [study.days],
      panel_rows: [all.rows],
      active_user_days: [active.length],
      active_share: [share(active.length)],
      analysed_user_days: [analysed.rows],
    },
    thresholds: Object.fromEntries(treatmentNames.map((name) => [name, [study.thresholds[name]]])),
    funnel: Object.fromEntries(
      Object.entries(study.funnel).map(([step, { rows, users }]) => [step, [rows, users, share(rows)]]),
    ),
    treatments: Object.fromEntries(treatmentNames.map((name) => [name, treatmentRow(all, active, name)])),
    outcomes: Object.fromEntries(studyOutcomes.map((name) => [name, outcomeRow(all.outcomes[name])])),
    activity: {
      mean_daily_interactions: [momentsOf(all.interactions, all.interactions.keys()).mean],
      mean_daily_watch_minutes: [momentsOf(all.playSeconds, all.playSeconds.keys()).mean / 60],
    },
    per_user: { active_days: spreadOf(activeDays(all)) },
    follow_up: {
      has_1day_followup: [knownShare(all.outcomes.next_day_active)],
      has_3day_followup: [knownShare(all.outcomes.future_3day_interactions)],
      has_7day_followup: [knownShare(all.outcomes.future_7day_interactions)],
      has_3day_history: [share(rowsWhere(all, (row) => all.covariates.panel_day_index[row]! >= 3).length)],
    },
    missing: {
      treatment: [1 - knownShare(analysed.treatments.high_watch_exposure)],
      outcome: [1 - knownShare(analysed.outcomes.future_7day_interactions)],
      ...Object.fromEntries(
        numericCovariates.map((name) => [name, [1 - knownShare(analysed.covariates[name])]]),
      ),
    },
    arms: { all: armRow(analysed), control: armRow(analysed, 0), treated: armRow(analysed, 1) },
    naive: Object.fromEntries(
      studyOutcomes.flatMap((outcome) =>
        treatmentNames.map((treatment) => [
          `${treatment} / ${outcome}`,
          naiveRow(all, active, treatment, outcome),
        ]),
      ),
    ),
  };
}

/** The primary outcome of the analysed rows, of an arm or of all. */
function armRow({ outcomes, treatments }: StudyTable, level?: number): number[] {
  const values = outcomes.future_7day_interactions.filter(
    (_, row) => level === undefined || treatments.high_watch_exposure[row] === level,
  );
  const { mean, deviation } = momentsOf(values, values.keys());
  return [values.length, mean, deviation, ...[0, 0.5, 1].map((at) => quantile(values, at))];
}

function activeDays({ user, active }: StudyTable): Float64Array {
  const { count, of } = usersOfRows(user);
  const days = new Float64Array(count);
  of.forEach((at, row) => {
    days[at] = days[at]! + active[row]!;
  });
  return days;
}

const knownShare = (values: Float64Array): number =>
  values.filter((value) => !Number.isNaN(value)).length / values.length;

function treatmentRow(all: StudyTable, active: readonly number[], name: StudyTreatment): number[] {
  const values = all.treatments[name];
  const treated = active.filter((row) => values[row] === 1);
  const untreated = active.filter((row) => values[row] === 0);
  const usersOf = (rows: readonly number[]) => new Set(rows.map((row) => all.user[row]!));
  const [with1, with0] = [usersOf(treated), usersOf(untreated)];
  return [
    treated.length / all.rows,
    treated.length / active.length,
    treated.length,
    with1.size,
    untreated.length,
    [...with1].filter((user) => with0.has(user)).length,
  ];
}

function outcomeRow(values: Float64Array): number[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const { mean, deviation } = momentsOf(known, known.keys());
  const largest = known.at(-1)!;
  return [
    1 - known.length / values.length,
    mean,
    deviation,
    ...[0, 0.25, 0.5, 0.75, 1].map((at) => quantile(known, at)),
    known.filter((value) => value === 0).length / known.length,
    known.filter((value) => value === largest).length / known.length,
    new Set(known).size,
  ];
}

function naiveRow(
  all: StudyTable,
  active: readonly number[],
  treatment: StudyTreatment,
  outcome: StudyOutcome,
): number[] {
  const values = all.outcomes[outcome];
  const arm = (level: number) =>
    active.filter((row) => all.treatments[treatment][row] === level && !Number.isNaN(values[row]!));
  const [control, treated] = [arm(0), arm(1)];
  const [c, t] = [momentsOf(values, control).mean, momentsOf(values, treated).mean];
  return [c, t, t - c, t / c - 1, control.length, treated.length];
}

const rowsWhere = ({ rows }: StudyTable, holds: (row: number) => boolean): number[] =>
  Array.from({ length: rows }, (_, row) => row).filter(holds);
