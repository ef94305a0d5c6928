import {
  average,
  groups,
  type HandEvent,
  type HandRow,
  handQuantile,
  total,
} from "../sources/kuairec-summary-by-hand.js";

/** The notebook's user-day panel and its tables with plain arrays. Shares no code with src. */

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
const isoDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

type Measures = Record<
  "active_day" | "interactions" | "total_play_duration_sec" | "avg_watch_ratio" | "high_watch_share",
  number
>;

interface UserDay {
  readonly user: string;
  readonly day: number;
  readonly today: Measures;
  /** A measure some days before (negative) or after; NaN when not known. */
  at(measure: keyof Measures, offset: number): number;
}

const inactive: Measures = {
  active_day: 0,
  interactions: 0,
  total_play_duration_sec: 0,
  avg_watch_ratio: 0,
  high_watch_share: 0,
};

function measured(events: readonly HandEvent[]): Measures {
  const plays = events.map(({ play }) => play).filter((play) => !Number.isNaN(play));
  return {
    active_day: 1,
    interactions: events.length,
    total_play_duration_sec: total(plays) / 1000,
    avg_watch_ratio: average(events.map(({ ratio }) => ratio)) ?? 0,
    high_watch_share: events.filter(({ ratio }) => ratio >= 0.8).length / events.length,
  };
}

function userDays(events: readonly HandEvent[]): UserDay[] {
  const dated = events.filter(({ day }) => day !== undefined);
  const byCell = groups(dated, ({ user, day }) => `${user} ${dayNumber(day!)}`);
  const logged = new Set(dated.map(({ day }) => dayNumber(day!)));
  const [first, last] = [Math.min(...logged), Math.max(...logged)];
  const users = [...new Set(dated.map(({ user }) => user))].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const cell = new Map([...byCell].map(([key, rows]) => [key, measured(rows)]));
  return users.flatMap((user) =>
    [...logged]
      .sort((a, b) => a - b)
      .map((day) => ({
        user,
        day,
        today: cell.get(`${user} ${day}`) ?? inactive,
        at(measure: keyof Measures, offset: number) {
          const other = day + offset;
          if (other < first) return 0;
          if (other > last || !logged.has(other)) return Number.NaN;
          return (cell.get(`${user} ${other}`) ?? inactive)[measure];
        },
      })),
  );
}

const sumOver = (row: UserDay, measure: keyof Measures, offsets: readonly number[]) =>
  total(offsets.map((offset) => row.at(measure, offset)));

const outcomes: Record<string, (row: UserDay) => number> = {
  next_day_active: (row) => row.at("active_day", 1),
  future_3day_active_days: (row) => sumOver(row, "active_day", [1, 2, 3]),
  future_3day_interactions: (row) => sumOver(row, "interactions", [1, 2, 3]),
  future_7day_active_days: (row) => sumOver(row, "active_day", [1, 2, 3, 4, 5, 6, 7]),
};

const covariates: Record<string, (row: UserDay) => number> = {
  lag_1_active_day: (row) => row.at("active_day", -1),
  lag_1_interactions: (row) => row.at("interactions", -1),
  lag_1_total_play_duration_sec: (row) => row.at("total_play_duration_sec", -1),
  lag_1_avg_watch_ratio: (row) => row.at("avg_watch_ratio", -1),
  prior_3day_active_day: (row) => sumOver(row, "active_day", [-3, -2, -1]),
  prior_3day_interactions: (row) => sumOver(row, "interactions", [-3, -2, -1]),
  prior_3day_total_play_duration_sec: (row) => sumOver(row, "total_play_duration_sec", [-3, -2, -1]),
  prior_3day_high_watch_share: (row) => sumOver(row, "high_watch_share", [-3, -2, -1]),
};

const known = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));
const variance = (values: readonly number[]) => {
  const mean = total(values) / values.length;
  return total(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
};

export function handPanelTables(events: readonly HandEvent[]): Record<string, HandRow[]> {
  const rows = userDays(events);
  const active = rows.filter(({ today }) => today.active_day === 1);
  const cuts = {
    treatment_high_intensity: handQuantile(
      active.map(({ today }) => today.interactions),
      0.75,
    ),
    treatment_high_watch_exposure: handQuantile(
      active.map(({ today }) => today.high_watch_share),
      0.5,
    ),
  };
  const treated: Record<string, (row: UserDay) => number> = {
    treatment_high_intensity: ({ today }) =>
      today.active_day === 1 && today.interactions >= cuts.treatment_high_intensity ? 1 : 0,
    treatment_high_watch_exposure: ({ today }) =>
      today.active_day === 1 && today.high_watch_share >= cuts.treatment_high_watch_exposure ? 1 : 0,
  };
  const arms = (treatment: string, column: (row: UserDay) => number) =>
    [0, 1].map((arm) => known(active.filter((row) => treated[treatment]!(row) === arm).map(column)));
  const byDay = [...groups(rows, ({ day }) => String(day))].sort(([a], [b]) => Number(a) - Number(b));
  const shareOf = (column: (row: UserDay) => number) => known(rows.map(column)).length / rows.length;
  const activeDays = [...groups(rows, ({ user }) => user).values()].map((own) =>
    total(own.map(({ today }) => today.active_day)),
  );
  return {
    thresholds: Object.entries(cuts).map(([candidate_treatment, threshold]) => ({
      candidate_treatment,
      threshold,
    })),
    treatment_summary: Object.entries(treated).map(([treatment, of]) => ({
      treatment,
      share_of_user_days: total(rows.map(of)) / rows.length,
      treated_user_days: total(rows.map(of)),
    })),
    daily_panel_summary: byDay.map(([day, own]) => ({
      event_date: isoDay(Number(day)),
      active_rate: average(own.map(({ today }) => today.active_day)),
      high_intensity_rate: average(own.map(treated.treatment_high_intensity!)),
      high_watch_exposure_rate: average(own.map(treated.treatment_high_watch_exposure!)),
      next_day_active_rate: average(own.map(outcomes.next_day_active!)),
    })),
    naive_associations: Object.keys(treated).flatMap((treatment) =>
      Object.entries(outcomes).map(([outcome, column]) => {
        const [control, treatedDays] = arms(treatment, column) as [number[], number[]];
        const [c, t] = [average(control), average(treatedDays)];
        return {
          treatment,
          outcome,
          control_mean: c,
          treated_mean: t,
          difference: c === null || t === null ? null : t - c,
          relative_lift: c === null || t === null ? null : t / c - 1,
          control_days: control.length,
          treated_days: treatedDays.length,
        };
      }),
    ),
    confounding_balance: Object.keys(treated).flatMap((treatment) =>
      Object.entries(covariates).map(([covariate, column]) => {
        const [control, treatedDays] = arms(treatment, column) as [number[], number[]];
        const [c, t] = [average(control), average(treatedDays)];
        const pooled = Math.sqrt((variance(control) + variance(treatedDays)) / 2);
        return {
          treatment,
          covariate,
          treated_mean: t,
          control_mean: c,
          smd: c === null || t === null ? null : (t - c) / pooled,
        };
      }),
    ),
    readiness_checks: [activeDays.length, handQuantile(activeDays, 0.5), byDay.length].map((value) => ({
      value,
    })),
    shares: [
      {
        three: shareOf(outcomes.future_3day_active_days!),
        seven: shareOf(outcomes.future_7day_active_days!),
      },
    ],
    user_day: rows.slice(0, 15).map((row) => ({
      user_id: Number(row.user),
      event_date: isoDay(row.day),
      ...row.today,
      ...Object.fromEntries(
        Object.entries({ ...outcomes, ...covariates }).map(([name, of]) => [
          name,
          Number.isNaN(of(row)) ? null : of(row),
        ]),
      ),
    })),
    user_day_observed: active.slice(0, 10).map((row) => ({ event_date: isoDay(row.day), ...row.today })),
  };
}
