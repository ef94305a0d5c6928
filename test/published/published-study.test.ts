import { join } from "node:path";
import { createColors } from "picocolors";
import { beforeAll, describe, expect, it } from "vitest";
import { publishedText } from "../../src/cli/published-text.js";
import { readStudyEvents } from "../../src/cli/read-study-events.js";
import type { Terminal } from "../../src/cli/terminal.js";
import { InterruptedError } from "../../src/errors.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { openPanel } from "../../src/panel/store/open-panel.js";
import { silentProgress } from "../../src/progress.js";
import { ownQuestion } from "../../src/published/own-question.js";
import { type PublishedStudy, publishedStudy } from "../../src/published/published-study.js";
import { reproduceStudy } from "../../src/published/reproduce-study.js";
import { resampledTrees } from "../../src/published/resampled-trees.js";
import { studyCovariates } from "../../src/published/study-covariates.js";
import { stratifiedRowFolds, userFoldsBySize } from "../../src/published/study-folds.js";
import { type StudyRows, studyRows } from "../../src/published/study-rows.js";
import { treesLikeLightgbm } from "../../src/published/trees-like-lightgbm.js";
import { userDraws } from "../../src/published/user-draws.js";
import { kuairec } from "../../src/sources/kuairec/kuairec.js";
import { assertClose } from "../assert-close.js";
import { writeArchive } from "../sources/kuairec-archive.js";
import { days, generatedEvents, generatedTables, users } from "./generated-log.js";
import {
  covariateNames,
  plain,
  plainBalance,
  plainDays,
  plainPanelTables,
  plainQuantile,
  plainRegression,
  plainRidge,
} from "./plain-study.js";

const seed = 42;
const refits = 6;
/** t's 0.975 quantile with 25 degrees (26 users), from a printed table of 15 digits. */
const critical = 2.059538552753294;
const context = { progress: silentProgress };

const oracle = plainDays(generatedEvents(), users, days);
const { analysed } = oracle;
let study: StudyRows;
/** Ours by table and row. */
let ours: Record<string, Record<string, number[]>>;
let whole: PublishedStudy;

beforeAll(async () => {
  await withTemporaryFolder("counterday-test-", async (folder) => {
    const archive = join(folder, "18164998.zip");
    await writeArchive(archive, generatedTables(generatedEvents()));
    const input = { archive, rows: 300_000, keepCutUser: true, matrix: "small" as const };
    const { panel, log } = await openPanel(kuairec, input, ownQuestion.panel, { context });
    study = studyRows(panel);
    const read = await readStudyEvents(input, { threads: 1 }, context);
    const facts = { ...log, table: "small_matrix" };
    whole = await publishedStudy(panel, facts, { seed, draws: 2, refits }, context, read);
  });
  ours = {};
  for (const { name, figures } of whole.tables)
    for (const figure of figures) {
      ours[name] ??= {};
      ours[name][figure.row] ??= [];
      ours[name][figure.row]!.push(figure.ours ?? Number.NaN);
    }
}, 60_000);

function compare(name: string, expected: Readonly<Record<string, readonly number[]>>, relative: number) {
  const found = ours[name]!;
  for (const [row, values] of Object.entries(expected))
    values.forEach((value, k) => {
      assertClose(found[row]![k]!, value, {
        relative,
        absolute: relative,
        because: `${name}, ${row}, column ${k}: the same arithmetic in another order`,
      });
    });
}

const arm = (level: number) =>
  [...analysed.keys()].filter((row) => analysed[row]!.a.high_watch_exposure === level);

function weightsOf(propensity: readonly number[]) {
  const share = plain.mean(analysed.map((row) => row.a.high_watch_exposure!));
  const inverse = analysed.map((row, k) =>
    row.a.high_watch_exposure ? 1 / propensity[k]! : 1 / (1 - propensity[k]!),
  );
  const stabilised = inverse.map((w, k) => w * (analysed[k]!.a.high_watch_exposure ? share : 1 - share));
  return { inverse, stabilised, cap: (most: number) => stabilised.map((w) => Math.min(w, most)) };
}

/** Weighted means of the treated and the untreated, their difference, and its share of the latter. */
function plainMeans(w: number[]) {
  const [untreated, treated] = [0, 1].map((level) => {
    const rows = arm(level);
    const total = rows.map((row) => w[row]! * analysed[row]!.y.future_7day_interactions!);
    return plain.sum(total) / plain.sum(rows.map((row) => w[row]!));
  });
  return [treated!, untreated!, treated! - untreated!, (treated! - untreated!) / untreated!];
}

const effective = (w: number[]) => plain.sum(w) ** 2 / plain.sum(w.map((v) => v * v));

describe("the panel of a log, from its event rows by plain arrays", () => {
  it("has the same user-days, funnel, cuts, candidates, outcomes and naive pairs to 1e-9", () => {
    expect(study.analysed.rows).toBeGreaterThan(200);
    for (const [name, rows] of Object.entries(plainPanelTables(oracle))) {
      const { future_7day_play_hours: hours, ...others } = rows as Record<string, number[]>;
      compare(
        name,
        name === "outcomes" ? { ...others, future_7day_play_hours: hours!.slice(0, 10) } : rows,
        1e-9,
      );
    }
  });

  it("has the events, activity, follow-up and cuts of segments that the first notebooks print", () => {
    const events = generatedEvents();
    const spread = (v: number[]) => [
      plain.mean(v),
      plain.sd(v),
      ...[0, 0.25, 0.5, 0.75, 1].map((share) => plainQuantile(v, share)),
    ];
    const ofUsers = (of: (user: number) => number) => Array.from({ length: users }, (_, user) => of(user));
    const ratios = events.map(({ play, length }) => play / length);
    const { rows } = oracle;
    const undated = events.filter(({ day }) => day === null).length;
    const on = (test: (day: number) => boolean) => rows.filter(({ day }) => test(day)).length / rows.length;
    const seconds = plain.sum(events.map(({ day, play }) => (day === null ? 0 : play / 1000)));
    const weekly = analysed.map((row) => row.y.future_7day_interactions!);
    compare("events", { share_without_date: [undated / events.length] }, 1e-9);
    compare(
      "per_user",
      {
        interactions: spread(ofUsers((user) => events.filter((event) => event.user === user).length)),
        active_days: spread(
          ofUsers((user) => plain.sum(rows.filter((row) => row.user === user).map((row) => row.active))),
        ),
      },
      1e-9,
    );
    const quantiles = [0.5, 0.95, 0.99, 1].map((share) => plainQuantile(ratios, share));
    compare("watch_ratio", { all: [plain.mean(ratios), plain.sd(ratios), ...quantiles] }, 1e-9);
    compare(
      "activity",
      {
        mean_daily_interactions: [(events.length - undated) / rows.length],
        mean_daily_watch_minutes: [seconds / 60 / rows.length],
      },
      1e-9,
    );
    compare(
      "follow_up",
      {
        has_1day_followup: [on((day) => day + 1 < days)],
        has_3day_followup: [on((day) => day + 3 < days)],
        has_7day_followup: [on((day) => day + 7 < days)],
        has_3day_history: [on((day) => day >= 3)],
      },
      1e-9,
    );
    expect(Object.values(ours.missing!).flat()).toEqual(Array.from({ length: 14 }, () => 0));
    compare("arms", { all: [weekly.length, plain.mean(weekly), plain.sd(weekly)] }, 1e-9);
    const prior = analysed.map((row) => row.x.prior_3day_interactions!);
    compare(
      "segment_cuts",
      { prior_interactions: [0.25, 0.5, 0.75, 1].map((share) => plainQuantile(prior, share)) },
      1e-9,
    );
  });

  it("has the same covariates row by row", () => {
    analysed.forEach((row, k) => {
      for (const name of covariateNames)
        assertClose(study.analysed.covariates[name as "calendar_day_index"][k]!, row.x[name]!, {
          relative: 1e-12,
          absolute: 1e-12,
          because: "sums of up to three numbers",
        });
    });
  });
});

describe("the arms", () => {
  it("have the moments of the primary outcome", () => {
    const of = (level: number) => {
      const y = arm(level).map((row) => analysed[row]!.y.future_7day_interactions!);
      return [y.length, plain.mean(y), plain.sd(y), ...[0, 0.5, 1].map((share) => plainQuantile(y, share))];
    };
    compare("arms", { control: of(0), treated: of(1) }, 1e-9);
  });
});

describe("regressions", () => {
  it("without weights are the plain ones with clustered errors and t intervals to 1e-9", () => {
    const ones = analysed.map(() => 1);
    compare(
      "ladder",
      {
        none: plainRegression(analysed, "future_7day_interactions", ones, false, critical),
        calendar: plainRegression(analysed, "future_7day_interactions", ones, true, critical),
      },
      1e-9,
    );
    const calendar = plainRegression(analysed, "future_7day_interactions", ones, true, critical);
    compare("weight_choices", { unweighted: [...calendar, analysed.length, 1] }, 1e-9);
    compare("plain_means", { unweighted: plainMeans(ones) }, 1e-9);
  });
});

describe("from the same folds", () => {
  const foldsOf = () => stratifiedRowFolds(study.analysed.treatments.high_watch_exposure, 5, seed);
  const byUser = () => userFoldsBySize(study.analysed.user, 5, seed);
  let known: number[] | undefined;
  const propensity = () => {
    known ??= plainRidge(analysed, foldsOf(), "logistic").own;
    return known;
  };

  it("propensity, weights, balance and weighted regressions are the plain ones to 1e-6", () => {
    const p = propensity();
    const w = weightsOf(p);
    compare(
      "propensity",
      {
        logistic: [
          plain.mean(p),
          plain.sd(p),
          ...[0, 0.01, 0.05, 0.5, 0.95, 0.99, 1].map((share) => plainQuantile(p, share)),
          p.filter((v) => v < 0.05).length / p.length,
          p.filter((v) => v > 0.95).length / p.length,
        ],
      },
      1e-6,
    );
    const row = (v: number[]) => [
      plain.mean(v),
      plain.sd(v),
      ...[0, 0.5, 0.9, 0.95, 0.99, 1].map((share) => plainQuantile(v, share)),
      effective(v),
      effective(v) / v.length,
    ];
    compare("weights", { ipw_logistic: row(w.inverse), sw_logistic: row(w.stabilised) }, 1e-6);
    const capped = [2, 5, 10].map((most) => {
      const v = w.cap(most);
      return [`cap_${most}`, [plain.mean(v), Math.max(...v), effective(v), effective(v) / v.length]] as const;
    });
    compare("capped_weights", Object.fromEntries(capped), 1e-6);
    compare("plain_means", { weighted: plainMeans(w.cap(10)) }, 1e-6);
    const first = Array.from({ length: 10 }, (_, row) => [
      `logistic / ${row + 1}`,
      [analysed[row]!.a.high_watch_exposure!, p[row]!, w.stabilised[row]!],
    ]);
    compare("check_rows", Object.fromEntries(first), 1e-6);
    compare(
      "balance",
      Object.fromEntries(covariateNames.map((name) => [name, plainBalance(analysed, name, w.cap(10))])),
      1e-6,
    );
    const weekly = "future_7day_interactions";
    const regression = (outcome: string, v: number[], calendar = true) =>
      plainRegression(analysed, outcome, v, calendar, critical);
    const withSize = (v: number[]) => [...regression(weekly, v), effective(v), effective(v) / v.length];
    compare(
      "ladder",
      { weights: regression(weekly, w.cap(10), false), both: regression(weekly, w.cap(10)) },
      1e-6,
    );
    compare(
      "weight_choices",
      {
        logistic_unclipped: withSize(w.stabilised),
        logistic_cap_10: withSize(w.cap(10)),
        logistic_cap_5: withSize(w.cap(5)),
        logistic_cap_2: withSize(w.cap(2)),
      },
      1e-6,
    );
    const secondary = [
      "future_7day_active_days",
      "future_7day_avg_daily_interactions",
      "future_7day_play_hours",
      "log1p_future_7day_interactions",
    ];
    compare(
      "secondary",
      Object.fromEntries(secondary.map((name) => [name, regression(name, w.cap(10))])),
      1e-6,
    );
  });

  it("how well propensities tell treated days is the plain count of pairs", () => {
    const fold = foldsOf();
    const p = propensity();
    const a = analysed.map((row) => row.a.high_watch_exposure!);
    const folds = [0, 1, 2, 3, 4].map((k) => {
      const rows = [...fold.keys()].filter((row) => fold[row] === k);
      const [ones, zeros] = [rows.filter((row) => a[row] === 1), rows.filter((row) => a[row] === 0)];
      const wins = plain.sum(ones.map((i) => zeros.filter((j) => p[i]! > p[j]!).length));
      const precision = ones.map((i) => {
        const above = rows.filter((j) => p[j]! >= p[i]!);
        return above.filter((j) => a[j] === 1).length / above.length;
      });
      return [
        rows.length,
        ones.length / rows.length,
        wins / (ones.length * zeros.length),
        plain.mean(precision),
        plain.mean(rows.map((row) => (p[row]! - a[row]!) ** 2)),
        plain.mean(rows.map((row) => -Math.log(a[row] === 1 ? p[row]! : 1 - p[row]!))),
      ];
    });
    const averages = [2, 3, 4, 5].map((k) => plain.mean(folds.map((fold) => fold[k]!)));
    compare("propensity_fit", { logistic: [...averages, plain.sd(folds.map((fold) => fold[2]!))] }, 1e-6);
    const named = folds.map((figures, k) => [`logistic / fold_${k + 1}`, figures] as const);
    compare("propensity_folds", Object.fromEntries(named), 1e-6);
  });

  it("standardised means, scores and segments of the ridge models are the plain ones to 1e-6", () => {
    const p = propensity();
    const m = plainRidge(analysed, byUser(), "linear");
    const y = analysed.map((row) => row.y.future_7day_interactions!);
    const gap = plain.mean(m.one) - plain.mean(m.zero);
    compare("g_computation", { ridge: [plain.mean(m.one), plain.mean(m.zero), gap] }, 1e-6);
    const scores = analysed.map((row, k) => {
      const e = Math.min(Math.max(p[k]!, 0.01), 0.99);
      const a = row.a.high_watch_exposure!;
      return (
        m.one[k]! - m.zero[k]! + (a * (y[k]! - m.one[k]!)) / e - ((1 - a) * (y[k]! - m.zero[k]!)) / (1 - e)
      );
    });
    const draw = userDraws(users, seed);
    const means = Array.from({ length: 400 }, () => {
      const drawn = draw();
      const times = analysed.map((row) => drawn[row.user]!);
      return plain.sum(times.map((count, row) => count * scores[row]!)) / plain.sum(times);
    });
    compare(
      "doubly_robust",
      {
        "logistic / ridge": [
          plain.mean(m.one),
          plain.mean(m.zero),
          gap,
          plain.mean(scores),
          plain.sd(scores),
          ...[0.05, 0.5, 0.95].map((share) => plainQuantile(scores, share)),
          scores.filter((score) => score > 0).length / scores.length,
          plain.mean(scores) / plain.mean(m.zero),
          plain.mean(means),
          plain.sd(means),
          ...[0.025, 0.975].map((share) => plainQuantile(means, share)),
        ],
      },
      1e-6,
    );
    const tenths = Array.from({ length: 9 }, (_, k) => plainQuantile(m.own, (k + 1) / 10));
    const third = [...m.own.keys()].filter((row) => m.own[row]! > tenths[1]! && m.own[row]! <= tenths[2]!);
    const [predicted, observed] = [m.own, y].map((values) => plain.mean(third.map((row) => values[row]!)));
    compare("calibration", { "ridge / 3": [predicted!, observed!, observed! - predicted!] }, 1e-6);
    const errors = [0, 1, 2, 3, 4].map((k) => {
      const rows = [...byUser().keys()].filter((row) => byUser()[row] === k);
      const e = rows.map((row) => y[row]! - m.own[row]!);
      const centre = plain.mean(rows.map((row) => y[row]!));
      const total = plain.sum(rows.map((row) => (y[row]! - centre) ** 2));
      const squares = plain.sum(e.map((v) => v * v));
      return [
        Math.sqrt(squares / rows.length),
        plain.mean(e.map(Math.abs)),
        1 - squares / total,
        plain.mean(rows.map((row) => m.own[row]!)),
        plain.mean(rows.map((row) => m.one[row]! - m.zero[row]!)),
        centre,
        rows.length,
        new Set(rows.map((row) => analysed[row]!.user)).size,
      ];
    });
    const column = (k: number) => errors.map((fold) => fold[k]!);
    const spreads = [plain.sd(column(0)), plain.sd(column(4))];
    compare(
      "outcome_fit",
      { ridge: [...[0, 1, 2, 3, 4].map((k) => plain.mean(column(k))), ...spreads] },
      1e-6,
    );
    const perFold = errors.map((fold, k) => [`ridge / fold_${k + 1}`, fold.slice(0, 5)] as const);
    compare("outcome_fold_fit", Object.fromEntries(perFold), 1e-6);
    const sizes = errors.map((fold, k) => [`fold_${k + 1}`, [fold[6]!, fold[7]!, fold[5]!]] as const);
    const all = [analysed.length, users, plain.mean(column(5))];
    compare("outcome_folds", { ...Object.fromEntries(sizes), all }, 1e-9);
    const cuts = [0.25, 0.5, 0.75].map((share) =>
      plainQuantile(
        analysed.map((row) => row.x.prior_3day_high_watch_share!),
        share,
      ),
    );
    const top = analysed.filter((row) => row.x.prior_3day_high_watch_share! > cuts[2]!);
    compare(
      "segments",
      {
        "prior_high_watch / q4": [
          top.length,
          new Set(top.map((row) => row.user)).size,
          plain.mean(top.map((row) => row.a.high_watch_exposure!)),
          plain.mean(top.map((row) => row.y.future_7day_interactions!)),
        ],
      },
      1e-9,
    );
    expect(Object.keys(ours.segments!)).toHaveLength(23);
    const inTop = [...analysed.keys()].filter(
      (row) => analysed[row]!.x.prior_3day_high_watch_share! > cuts[2]!,
    );
    const gaps = inTop.map((row) => m.one[row]! - m.zero[row]!);
    const [, , ridge, spread] = ours.g_computation_segments!["prior_high_watch / q4"]!;
    for (const [found, expected] of [
      [ridge!, plain.mean(gaps)],
      [spread!, plain.sd(gaps)],
    ] as const)
      assertClose(found, expected, { relative: 1e-6, absolute: 1e-6, because: "ridge effects of a segment" });
  });

  it("a user is in one outcome fold, and treated days are spread evenly over the row folds", () => {
    const fold = byUser();
    const where = new Map<number, Set<number>>();
    study.analysed.user.forEach((user, row) => {
      where.set(user, (where.get(user) ?? new Set()).add(fold[row]!));
    });
    expect([...where.values()].every((folds) => folds.size === 1)).toBe(true);
    const rowFolds = foldsOf();
    expect(foldsOf()).toEqual(rowFolds);
    const treated = [0, 1, 2, 3, 4].map((k) => arm(1).filter((row) => rowFolds[row] === k).length);
    expect(Math.max(...treated) - Math.min(...treated)).toBeLessThanOrEqual(1);
  });
});

describe("resamples of users", () => {
  it("grow the boosted model anew on each, and stand beside each other in the last notebook's table", () => {
    const { analysed: table } = study;
    const { future_7day_interactions: y } = table.outcomes;
    const effect = resampledTrees(table, studyCovariates(table), y, (trainingRows) =>
      treesLikeLightgbm({ kind: "mean", trees: 140, leaves: 15, rowsOfLeaf: 40, trainingRows, seed }),
    );
    const draw = userDraws(users, seed);
    const effects = Array.from({ length: refits }, () => effect(draw()));
    const ends = [0.025, 0.975].map((share) => plainQuantile(effects, share));
    const figures = [plain.mean(effects), plain.sd(effects), ...ends];
    compare("g_computation_bootstrap", { lightgbm: figures }, 1e-9);
    expect(plain.sd(effects)).toBeGreaterThan(0);
    const control = ours.ladder!.both![0]!;
    const [, , boosted] = ours.g_computation!.lightgbm!;
    const weighted = ours.ladder!.both![1]!;
    compare(
      "final",
      {
        weighted_regression: [weighted, ...ours.msm_bootstrap!.both!.slice(2), (100 * weighted) / control],
        "g_computation / lightgbm": [boosted!, ...ends, (100 * boosted!) / control],
      },
      1e-9,
    );
  });

  it("spread about as the clustered error says", () => {
    const [mean, sd, lower, upper] = ours.msm_bootstrap!.both!;
    const [, effect, , error] = ours.ladder!.both!;
    expect(Math.abs(mean! - effect!)).toBeLessThan(error!);
    expect(sd! / error!).toBeGreaterThan(0.6);
    expect(sd! / error!).toBeLessThan(1.4);
    expect(lower!).toBeLessThan(upper!);
  });
});

describe("the whole study", () => {
  it("stops when it is told to, and refuses a single draw", async () => {
    const stopped = { progress: silentProgress, signal: AbortSignal.abort() };
    await expect(reproduceStudy(study, { seed, draws: 2, refits }, stopped)).rejects.toThrow(
      InterruptedError,
    );
    for (const few of [
      { draws: 1, refits },
      { draws: 2, refits: 1 },
    ])
      await expect(reproduceStudy(study, { seed, ...few }, context)).rejects.toMatchObject({
        code: "published.draws",
      });
  });

  it("says that another log is not the published sample, and is plain data without gaps", () => {
    expect(whole.publishedSample).toBe(false);
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
    expect(whole.tables.flatMap(({ figures }) => figures)).toHaveLength(1451);
    expect(whole.counts.published).toBe(1450);
    expect(whole.options).toEqual({ seed, draws: 2, refits });
    // 26 users over 23 days leave a segment or an arm of a candidate empty here and there.
    expect(whole.counts.withoutOurs).toBeLessThan(30);
  });

  it("answers in the 23 segments with intervals that hold together, wider than each by itself", () => {
    const { columns } = whole.own.answer.segments!;
    expect(columns.map(({ column, segments }) => [column, segments.length])).toEqual([
      ["day_of_week", 7],
      ["lag_1_interactions", 4],
      ["prior_3day_interactions", 4],
      ["prior_3day_high_watch_share", 4],
      ["prior_3day_avg_watch_ratio", 4],
    ]);
    const all = columns.flatMap(({ column, segments }) =>
      segments.map((segment) => ({ column, ...segment })),
    );
    expect(all.reduce((sum, { rows }) => sum + rows, 0)).toBe(5 * analysed.length);
    const evaluated = all.filter(({ lower }) => lower !== null);
    expect(evaluated.length).toBeGreaterThan(15);
    for (const { segment, estimate, lower, upper, standardError } of evaluated) {
      expect((upper! - lower!) / 2, segment).toBeGreaterThan(critical * standardError!);
      expect(upper! + lower!).toBeCloseTo(2 * estimate!, 6);
    }
    // Rows of each quarter are those of the published buckets.
    const quarter = (column: string, at: number) =>
      columns.find((own) => own.column === column)!.segments[at]!.rows;
    for (const k of [0, 1, 2, 3])
      expect(quarter("lag_1_interactions", k)).toBe(ours.segments![`lag_interactions / q${k + 1}`]![0]);
  });

  it("has the log's own doubts, single events read", () => {
    const undated = generatedEvents().filter(({ day }) => day === null).length;
    assertClose(whole.own.doubts.undated!.share, undated / generatedEvents().length, {
      relative: 1e-12,
      because: "counts of event rows",
    });
    expect(whole.own.doubts.zeros).toHaveLength(4);
  });

  it("seals our own answer where how the log was collected fixes each user's rows", () => {
    const { attrition, gates, headline } = whole.own.answer;
    expect(attrition.at(-1)!.rows).toBe(analysed.length);
    const failed = gates.filter(({ verdict }) => verdict === "fail").map(({ name }) => name);
    expect(failed).toContain("fixedQuota");
    expect(headline.reading).toBe("association only");
  });

  it("holds figures that folds enter to a band, and no others", () => {
    for (const { name, figures } of whole.tables)
      for (const { row, column, expected, band, byUser } of figures) {
        const enters = expected === "folds";
        expect([band !== null, byUser !== null], `${name}, ${row}, ${column}`).toEqual([enters, enters]);
      }
  });

  it("judges figures in its text on the published sample only", () => {
    const plainTerminal = { outColors: createColors(false) } as Terminal;
    const text = publishedText(whole, plainTerminal);
    expect(text).toContain("This is not the published sample");
    expect(text).toMatch(/published figures: 1,4\d\d, ours beside 1,4\d\d of them/);
    expect(text).not.toContain("should be equal");
    expect(text).toContain("no skill on users it has not seen");
    expect(text).toMatch(/^day_of_week +Mon.* to /m);
    expect(text).toMatch(/^prior_3day_high_watch_share +\d+ +\d+ +\d+$/m);
    expect(text.replaceAll("\n  ", " ")).toContain("may be more of the same. Rows without a date are");
    expect(whole.tables.every(({ figures }) => figures.every(({ agrees }) => agrees === null))).toBe(true);
    const tables = whole.tables.map((table) => ({
      ...table,
      figures: table.figures.map((figure) => ({
        ...figure,
        agrees: figure.expected === "differs" ? null : false,
      })),
    }));
    const judged = publishedText({ ...whole, publishedSample: true, tables }, plainTerminal);
    expect(judged).toMatch(/^users +published +91\.0000$/m);
    expect(judged).toMatch(/^ +ours +26\.0000 !$/m);
    expect(judged).toMatch(/^ +ours .*\*/m);
    expect(judged).toContain("Our own answer to the same question");
    expect(judged.split("\n").every((line) => line === line.trimEnd())).toBe(true);
  });

  it("includes the fitted weights in the errors of its own ladder", () => {
    const rungs = Object.fromEntries(whole.own.ladder.map((rung) => [rung.adjustment, rung]));
    expect(rungs.none!.effect).toBeCloseTo(ours.ladder!.none![1]!, 9);
    expect(rungs.none!.stackedError).toBe(rungs.none!.robustError);
    expect(rungs.both!.stackedError).not.toBe(rungs.both!.robustError);
  });
});
