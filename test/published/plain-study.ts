/** The published study from event rows by plain arrays: an oracle that shares no code with src/. */
import type { GeneratedEvent } from "./generated-log.js";

export type Numbers = number[];
export type PlainTables = Record<string, Record<string, Numbers>>;

interface Day {
  user: number;
  day: number;
  weekday: number;
  active: number;
  x: Record<string, number>;
  y: Record<string, number>;
  a: Record<string, number>;
}

const sum = (values: Numbers) => values.reduce((total, value) => total + value, 0);
const mean = (values: Numbers) => sum(values) / values.length;
const sd = (values: Numbers) => {
  const centre = mean(values);
  return Math.sqrt(sum(values.map((v) => (v - centre) ** 2)) / (values.length - 1));
};
export function plainQuantile(values: Numbers, share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
}

export const lagNames = [
  "active_day",
  "interactions",
  "total_play_duration_sec",
  "avg_watch_ratio",
  "high_watch_share",
];
export const covariateNames = [
  ...lagNames.map((name) => `lag_1_${name}`),
  ...lagNames.map((name) => `prior_3day_${name}`),
  "calendar_day_index",
  "panel_day_index",
];
const names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Cells of users and days, filled with 0, lagged and led as the notebooks do. */
export function plainDays(events: readonly GeneratedEvent[], users: number, days: number) {
  const cells = Array.from({ length: users }, () =>
    Array.from({ length: days }, () => ({ n: 0, ms: 0, ratios: 0, high: 0, complete: 0 })),
  );
  for (const { user, day, play, length } of events) {
    if (day === null) continue;
    const cell = cells[user]![day]!;
    cell.n += 1;
    cell.ms += play;
    cell.ratios += play / length;
    cell.high += play / length >= 0.8 ? 1 : 0;
    cell.complete += play / length >= 1 ? 1 : 0;
  }
  const state = cells.map((row) =>
    row.map(({ n, ms, ratios, high, complete }) => ({
      active_day: n > 0 ? 1 : 0,
      interactions: n,
      total_play_duration_sec: ms / 1000,
      avg_watch_ratio: n > 0 ? ratios / n : 0,
      high_watch_share: n > 0 ? high / n : 0,
      complete_or_rewatch_share: n > 0 ? complete / n : 0,
    })),
  );
  type State = (typeof state)[0][0];
  const active = state.flat().filter((cell) => cell.active_day === 1);
  const cut = (name: keyof State, share: number) =>
    plainQuantile(
      active.map((cell) => cell[name]),
      share,
    );
  const thresholds = {
    high_intensity: cut("interactions", 0.75),
    high_watch_exposure: cut("high_watch_share", 0.5),
    overcompletion_exposure: cut("complete_or_rewatch_share", 0.5),
    high_watch_time: cut("total_play_duration_sec", 0.75),
  };
  const rows: Day[] = [];
  state.forEach((own, user) => {
    own.forEach((today, day) => {
      const ahead = (name: keyof State, span: number) =>
        day + span < days ? sum(own.slice(day + 1, day + 1 + span).map((cell) => cell[name])) : Number.NaN;
      const x: Record<string, number> = { calendar_day_index: day, panel_day_index: day };
      for (const name of lagNames as (keyof State)[]) {
        x[`lag_1_${name}`] = own[day - 1]?.[name] ?? 0;
        x[`prior_3day_${name}`] = sum(own.slice(Math.max(0, day - 3), day).map((cell) => cell[name]));
      }
      const weekly = ahead("interactions", 7);
      rows.push({
        user,
        day,
        weekday: (new Date(Date.UTC(2020, 6, 5 + day)).getUTCDay() + 6) % 7,
        active: today.active_day,
        x,
        y: {
          next_day_active: ahead("active_day", 1),
          future_3day_active_days: ahead("active_day", 3),
          future_7day_active_days: ahead("active_day", 7),
          future_3day_interactions: ahead("interactions", 3),
          future_7day_interactions: weekly,
          future_7day_avg_daily_interactions: weekly / 7,
          future_7day_play_hours: ahead("total_play_duration_sec", 7) / 3600,
          log1p_future_7day_interactions: Math.log(1 + weekly),
        },
        a: {
          high_intensity: today.active_day && today.interactions >= thresholds.high_intensity ? 1 : 0,
          high_watch_exposure:
            today.active_day && today.high_watch_share >= thresholds.high_watch_exposure ? 1 : 0,
          overcompletion_exposure:
            today.active_day && today.complete_or_rewatch_share >= thresholds.overcompletion_exposure ? 1 : 0,
          high_watch_time:
            today.active_day && today.total_play_duration_sec >= thresholds.high_watch_time ? 1 : 0,
        },
      });
    });
  });
  const analysed = rows.filter(
    ({ active: is, day, y }) => is === 1 && day >= 3 && !Number.isNaN(y.future_7day_interactions!),
  );
  return { rows, analysed, thresholds };
}

/** Panel tables of the second notebook. */
export function plainPanelTables({ rows, analysed, thresholds }: ReturnType<typeof plainDays>): PlainTables {
  const active = rows.filter((row) => row.active === 1);
  const distinct = (list: Day[]) => new Set(list.map((row) => row.user)).size;
  const steps: [string, Day[]][] = [["all_user_days", rows]];
  steps.push(["active", active]);
  steps.push(["with_3_day_history", active.filter((row) => row.day >= 3)]);
  steps.push(["with_7_day_follow_up", analysed], ["final", analysed]);
  const tables: PlainTables = {
    data: {
      users: [distinct(rows)],
      dates: [new Set(rows.map((row) => row.day)).size],
      panel_rows: [rows.length],
      active_user_days: [active.length],
      active_share: [active.length / rows.length],
      analysed_user_days: [analysed.length],
    },
    thresholds: Object.fromEntries(Object.entries(thresholds).map(([name, value]) => [name, [value]])),
    funnel: Object.fromEntries(
      steps.map(([name, list]) => [name, [list.length, distinct(list), list.length / rows.length]]),
    ),
    treatments: {},
    outcomes: {},
    naive: {},
  };
  for (const name of Object.keys(thresholds)) {
    const treated = active.filter((row) => row.a[name] === 1);
    const untreated = active.filter((row) => row.a[name] !== 1);
    const other = new Set(untreated.map((row) => row.user));
    const count = [...new Set(treated.map((row) => row.user))].filter((user) => other.has(user)).length;
    tables.treatments![name] = [
      treated.length / rows.length,
      treated.length / active.length,
      treated.length,
      distinct(treated),
      untreated.length,
      count,
    ];
    for (const outcome of Object.keys(rows[0]!.y)) {
      const known = (list: Day[]) =>
        list.map((row) => row.y[outcome]!).filter((value) => !Number.isNaN(value));
      const [c, t] = [known(untreated), known(treated)];
      tables.naive![`${name} / ${outcome}`] = [
        mean(c),
        mean(t),
        mean(t) - mean(c),
        mean(t) / mean(c) - 1,
        c.length,
        t.length,
      ];
    }
  }
  for (const outcome of Object.keys(rows[0]!.y)) {
    const known = rows.map((row) => row.y[outcome]!).filter((value) => !Number.isNaN(value));
    tables.outcomes![outcome] = [
      1 - known.length / rows.length,
      mean(known),
      sd(known),
      ...[0, 0.25, 0.5, 0.75, 1].map((share) => plainQuantile(known, share)),
      known.filter((value) => value === 0).length / known.length,
      known.filter((value) => value === Math.max(...known)).length / known.length,
      new Set(known).size,
    ];
  }
  return tables;
}

/** Solves a small system by elimination with partial pivoting. */
export function plainSolve(a: Numbers[], b: Numbers): Numbers {
  const m = a.map((row, i) => [...row, b[i]!]);
  const p = b.length;
  for (let j = 0; j < p; j++) {
    let best = j;
    for (let i = j + 1; i < p; i++) if (Math.abs(m[i]![j]!) > Math.abs(m[best]![j]!)) best = i;
    [m[j], m[best]] = [m[best]!, m[j]!];
    for (let i = j + 1; i < p; i++) {
      const f = m[i]![j]! / m[j]![j]!;
      for (let k = j; k <= p; k++) m[i]![k]! -= f * m[j]![k]!;
    }
  }
  const x = new Array<number>(p).fill(0);
  for (let i = p - 1; i >= 0; i--) {
    let rest = m[i]![p]!;
    for (let k = i + 1; k < p; k++) rest -= m[i]![k]! * x[k]!;
    x[i] = rest / m[i]![i]!;
  }
  return x;
}

const indicators = (row: Day) => names.map((_, day) => (row.weekday === day ? 1 : 0));

/** Penalty 1 on standardised numbers and raw indicators; returns a prediction of a row, its treatment as given. */
export function plainFit(
  training: readonly Day[],
  kind: "logistic" | "linear",
): (row: Day, treatment?: number) => number {
  const numeric = (row: Day, a?: number) =>
    kind === "logistic"
      ? covariateNames.map((name) => row.x[name]!)
      : [a ?? row.a.high_watch_exposure!, ...covariateNames.map((name) => row.x[name]!)];
  const columns = numeric(training[0]!).map((_, j) => training.map((row) => numeric(row)[j]!));
  const centre = columns.map(mean);
  const scale = columns.map((column, j) => Math.sqrt(mean(column.map((v) => (v - centre[j]!) ** 2))) || 1);
  const z = (row: Day, a?: number) => [
    1,
    ...numeric(row, a).map((v, j) => (v - centre[j]!) / scale[j]!),
    ...indicators(row),
  ];
  const design = training.map((row) => z(row));
  const y = training.map((row) =>
    kind === "logistic" ? row.a.high_watch_exposure! : row.y.future_7day_interactions!,
  );
  let beta = design[0]!.map(() => 0);
  const mu = (eta: number) => (kind === "logistic" ? 1 / (1 + Math.exp(-eta)) : eta);
  for (let step = 0; step < (kind === "logistic" ? 12 : 1); step++) {
    const p = beta.length;
    const hessian = Array.from({ length: p }, (_, i) =>
      Array.from({ length: p }, (__, j) => (i === j && i > 0 ? 1 : 0)),
    );
    const gradient = beta.map((b, j) => (j > 0 ? -b : 0));
    design.forEach((x, row) => {
      const fitted = mu(sum(x.map((v, j) => v * beta[j]!)));
      const v = kind === "logistic" ? fitted * (1 - fitted) : 1;
      for (let i = 0; i < p; i++) {
        gradient[i]! += x[i]! * (y[row]! - fitted);
        for (let j = 0; j < p; j++) hessian[i]![j]! += v * x[i]! * x[j]!;
      }
    });
    const move = plainSolve(hessian, gradient);
    beta = beta.map((b, j) => b + move[j]!);
  }
  return (row, a) => mu(sum(z(row, a).map((v, j) => v * beta[j]!)));
}

/** Predictions of each row by a fit to the other folds: as it was, treated, untreated. */
export function plainRidge(
  analysed: readonly Day[],
  fold: ArrayLike<number>,
  kind: "logistic" | "linear",
): { own: Numbers; one: Numbers; zero: Numbers } {
  const out = { own: [] as Numbers, one: [] as Numbers, zero: [] as Numbers };
  for (let k = 0; k < 5; k++) {
    const predict = plainFit(
      analysed.filter((_, row) => fold[row] !== k),
      kind,
    );
    analysed.forEach((row, at) => {
      if (fold[at] !== k) return;
      out.own[at] = predict(row);
      out.one[at] = predict(row, 1);
      out.zero[at] = predict(row, 0);
    });
  }
  return out;
}

/** Upper tail of Student's t doubled, by Simpson's rule on the density. */
function plainP(t: number, degrees: number): number {
  const density = (x: number) => (1 + (x * x) / degrees) ** (-(degrees + 1) / 2);
  const simpson = (from: number, to: number, n: number) => {
    const h = (to - from) / n;
    let total = density(from) + density(to);
    for (let i = 1; i < n; i++) total += (i % 2 ? 4 : 2) * density(from + i * h);
    return (total * h) / 3;
  };
  const half = simpson(0, 60, 60_000) + simpson(60, 6000, 60_000);
  return 1 - simpson(0, Math.abs(t), 4000) / half;
}

/** Weighted regression with clustered errors, and what the fourth notebook prints of it. `critical` is t's 0.975 quantile. */
export function plainRegression(
  analysed: readonly Day[],
  outcome: string,
  w: Numbers,
  calendar: boolean,
  critical: number,
): Numbers {
  const design = analysed.map((row) => [
    1,
    row.a.high_watch_exposure!,
    ...(calendar ? [row.x.calendar_day_index!, ...indicators(row).filter((_, day) => day !== 4)] : []),
  ]);
  const y = analysed.map((row) => row.y[outcome]!);
  const p = design[0]!.length;
  const gram = Array.from({ length: p }, (_, i) =>
    Array.from({ length: p }, (__, j) => sum(design.map((x, row) => w[row]! * x[i]! * x[j]!))),
  );
  const beta = plainSolve(
    gram,
    Array.from({ length: p }, (_, i) => sum(design.map((x, row) => w[row]! * x[i]! * y[row]!))),
  );
  const residual = design.map((x, row) => y[row]! - sum(x.map((v, j) => v * beta[j]!)));
  const bread = plainSolve(
    gram,
    Array.from({ length: p }, (_, i) => (i === 1 ? 1 : 0)),
  );
  const byUser = new Map<number, number>();
  design.forEach((x, row) => {
    const score = w[row]! * residual[row]! * sum(x.map((v, j) => v * bread[j]!));
    byUser.set(analysed[row]!.user, (byUser.get(analysed[row]!.user) ?? 0) + score);
  });
  const groups = byUser.size;
  const n = analysed.length;
  const error = Math.sqrt(
    sum([...byUser.values()].map((score) => score * score)) * (groups / (groups - 1)) * ((n - 1) / (n - p)),
  );
  const controls = analysed.map((row, k) => (row.a.high_watch_exposure === 0 ? w[k]! : 0));
  const controlMean = sum(controls.map((v, k) => v * y[k]!)) / sum(controls);
  const centre = sum(w.map((v, k) => v * y[k]!)) / sum(w);
  const rSquared =
    1 - sum(w.map((v, k) => v * residual[k]! ** 2)) / sum(w.map((v, k) => v * (y[k]! - centre) ** 2));
  const effect = beta[1]!;
  return [
    controlMean,
    effect,
    effect / controlMean,
    error,
    effect - critical * error,
    effect + critical * error,
    plainP(effect / error, groups - 1),
    rSquared,
  ];
}

/** Means by arm and standardised differences, before and after weighting, as the third notebook prints them. */
export function plainBalance(analysed: readonly Day[], name: string, w: Numbers): Numbers {
  const arm = (level: number) =>
    [...analysed.keys()].filter((row) => analysed[row]!.a.high_watch_exposure === level);
  const x = analysed.map((row) => row.x[name]!);
  const of = (rows: number[], weight: (row: number) => number, one: number) => {
    const total = sum(rows.map(weight));
    const centre = sum(rows.map((row) => weight(row) * x[row]!)) / total;
    const spread = sum(rows.map((row) => weight(row) * (x[row]! - centre) ** 2)) / (total - one);
    return { centre, spread };
  };
  const smd = (t: { centre: number; spread: number }, c: { centre: number; spread: number }) =>
    (t.centre - c.centre) / Math.sqrt((t.spread + c.spread) / 2);
  const [t0, c0] = [of(arm(1), () => 1, 1), of(arm(0), () => 1, 1)];
  const [t1, c1] = [of(arm(1), (row) => w[row]!, 0), of(arm(0), (row) => w[row]!, 0)];
  const [before, after] = [smd(t0, c0), smd(t1, c1)];
  return [t0.centre, c0.centre, before, t1.centre, c1.centre, after, Math.abs(before) - Math.abs(after)];
}

export const plain = { sum, mean, sd };
