import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { atLeastQuantile } from "../../src/definition/treatment.js";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { naturalSpline } from "../../src/design/natural-spline.js";
import { balanceTable } from "../../src/diagnostics/balance/balance-table.js";
import { armEffectiveness } from "../../src/diagnostics/effective-sample-size.js";
import { calibrationBins } from "../../src/diagnostics/prediction/calibration-bins.js";
import { heldOutSkill } from "../../src/diagnostics/prediction/held-out-skill.js";
import { naturalCourse } from "../../src/diagnostics/prediction/natural-course.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import type { CheckInput } from "../../src/falsification/check.js";
import { adjustmentLadder } from "../../src/falsification/checks/adjustment-ladder.js";
import { estimateAgain } from "../../src/falsification/estimate-again.js";
import { segmentEffects } from "../../src/inference/segment-effects.js";
import { boostedTrees } from "../../src/models/learners/boosted-trees.js";
import { crossFit } from "../../src/models/learners/cross-fit.js";
import { userFolds } from "../../src/models/learners/user-folds.js";
import { createRandom } from "../../src/numeric/random.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { resolveTreatment, treatmentColumn } from "../../src/panel/treatment.js";
import { stratifiedRowFolds } from "../../src/published/study-folds.js";
import { courseSentence } from "../../src/study/model-check-sentences.js";
import { smallPanel, userDays } from "../panel/small-panel.js";

const days = 40;
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** 60 users on 40 days; volume rises and falls over the log, treatment is rarer on its high days, and has no effect. */
function calendarWorld() {
  const random = createRandom(2, "calendar world");
  const rows = 60 * days;
  const users = Array.from({ length: rows }, (_, row) => Math.floor(row / days));
  const day = users.map((_, row) => row % days);
  const arch = day.map((d) => 4 * Math.sin((Math.PI * d) / (days - 1)));
  const past = users.map(() => random.normal());
  const treatment = arch.map((a) => (random.uniform() < logistic(0.6 * (2 - a)) ? 1 : 0));
  const outcome = arch.map((a, row) => a + 0.3 * past[row]! + random.normal());
  return { users, day, arch, past, treatment, outcome };
}

describe("points of a published study, each in a world built for it", () => {
  it("2: the ladder shows that the calendar, not the user's past, moves the estimate", () => {
    const { arch, past, users, treatment, outcome } = calendarWorld();
    const design = designFromColumns({ users, treatment, outcome, covariates: { arch, past } });
    const input = {
      design,
      termDocs: [
        { term: "arch", kind: "calendar" },
        { term: "past", kind: "history" },
      ],
      models: nuisanceModels(design),
      primary: estimators.aipw.estimate(design),
      estimate: (other: typeof design) => estimateAgain(estimators.aipw, other),
      level: 0.95,
      write: (value: number) => value.toFixed(2),
    } as unknown as CheckInput;
    const found = adjustmentLadder.run(input);
    if (!("rows" in found)) throw new Error("the ladder was not evaluated");
    const [none, calendar, own, both] = found.rows.map(({ estimate }) => estimate);
    expect(none!).toBeLessThan(-0.8);
    expect(own!).toBeLessThan(-0.8);
    expect(Math.abs(calendar!)).toBeLessThan(0.15);
    expect(Math.abs(both!)).toBeLessThan(0.15);
    expect(found.sentence).toContain("for the calendar alone");
  });

  it("3: a straight line through a bent calendar shows in the natural course and the calibration of the outcome model", () => {
    const { users, day, treatment, outcome } = calendarWorld();
    const spline = naturalSpline(Float64Array.from(day), 4);
    const bent = Array.from({ length: spline.columns }, () => new Float64Array(day.length));
    const at = new Float64Array(spline.columns);
    day.forEach((d, row) => {
      spline.evaluate(d, at, 0, 1);
      bent.forEach((column, j) => {
        column[row] = at[j]!;
      });
    });
    const judged = (covariates: Record<string, ArrayLike<number>>) => {
      const design = designFromColumns({ users, treatment, outcome, covariates });
      const predicted = new Float64Array(design.rows);
      const observed = new Float64Array(design.rows);
      const time = new Float64Array(design.rows);
      const model = nuisanceModels(design).outcome();
      for (const shard of design.shards) {
        const arms = [new Float64Array(shard.rows), new Float64Array(shard.rows)] as const;
        for (const arm of [0, 1] as const) model.predict(shard, arm, arms[arm]);
        for (let r = 0; r < shard.rows; r++) {
          predicted[shard.firstRow + r] = arms[shard.treatment[r] as 0 | 1][r]!;
          observed[shard.firstRow + r] = shard.outcome[r]!;
          time[shard.firstRow + r] = (shard.firstRow + r) % days;
        }
      }
      const course = courseSentence(naturalCourse({ predicted, observed, time }, 0.95), 2, "interactions");
      const bins = calibrationBins({ predicted, observed, user: users });
      return { course, beyond: bins.filter(({ lower, upper }) => lower > 0 || upper < 0).length };
    };
    const straight = judged({ day });
    expect(straight.course).toContain("the regressions miss part of the calendar");
    expect(straight.beyond).toBeGreaterThan(3);
    const curved = judged(Object.fromEntries(bent.map((column, j) => [`day${j}`, column])));
    expect(curved.course).not.toContain("the regressions miss part of the calendar");
    expect(curved.beyond).toBeLessThan(straight.beyond);
  });

  it("6: folds by row find a user again, folds by user do not, and ours refuse the first", () => {
    const random = createRandom(4, "row folds");
    const users = Int32Array.from({ length: 600 }, (_, row) => Math.floor(row / 20));
    const trait = Array.from({ length: 30 }, () => random.normal());
    const often = Array.from({ length: 30 }, () => (random.uniform() < 0.5 ? 0.1 : 0.9));
    const outcome = Float64Array.from(users, (user) => (random.uniform() < often[user]! ? 1 : 0));
    const spec = {
      covariates: { rows: 600, columns: 1, values: Float64Array.from(users, (user) => trait[user]!) },
      terms: ["trait"],
      outcome,
      weights: new Float64Array(600).fill(1),
      learner: boostedTrees({ kind: "probability", trees: 25, learningRate: 0.3, minimumLeaf: 0.002 }),
    };
    const share = outcome.reduce((sum, value) => sum + value, 0) / 600;
    const skill = (foldOfRow: Int32Array) => {
      const p = crossFit({ ...spec, foldOfRow });
      const miss = (of: (row: number) => number) =>
        outcome.reduce((sum, y, row) => sum + (y - of(row)) ** 2, 0);
      return 1 - miss((row) => p[row]!) / miss(() => share);
    };
    const byRow = stratifiedRowFolds(outcome, 5, 1);
    const byUser = userFolds(30, 5, 1);
    // The trait names the user and says nothing of users not seen.
    expect(skill(byRow)).toBeGreaterThan(0.4);
    expect(skill(users.map((user) => byUser[user]!))).toBeLessThan(0.1);
    expect(() => crossFit({ ...spec, users, foldOfRow: byRow })).toThrow(
      expect.objectContaining({ code: "folds.invalid" }),
    );
  });

  it("8: a quantile of all days lets later days decide an earlier one, a quantile of the own past does not", () => {
    const own = { within: "user", using: "past", minimumDays: 1 } as const;
    const among = { among: "active_day" } as const;
    const treated = (last: number, rule: ReturnType<typeof atLeastQuantile>) => {
      const table = userDays(
        [4, 6, 5, last].map((clicks, day) => [0, day, clicks]),
        { users: ["1"], days: 4, firstDay: 18_448 },
      );
      const panel = panelFromUserDays(table, smallPanel, "input");
      const resolved = resolveTreatment(panel, rule);
      const values = [...panel.shards()].flatMap((shard) => [...treatmentColumn(shard, resolved)]);
      return { day2: values[2], cut: resolved.cut };
    };
    const whole = atLeastQuantile("clicks", 0.5, among);
    const past = atLeastQuantile("clicks", 0.5, { ...among, ...own });
    expect([treated(1, whole), treated(9, whole)]).toEqual([
      { day2: 1, cut: 4.5 },
      { day2: 0, cut: 5.5 },
    ]);
    expect(treated(1, past).day2).toBe(treated(9, past).day2);
  });

  it("12: one row that carries an effect and five segments is named, with what is left without it", () => {
    const random = createRandom(12, "one row");
    const rows = 4_698;
    const user = Array.from({ length: rows }, (_, row) => row % 91);
    const scores = Array.from({ length: rows }, () => -2.8 + 180 * random.normal());
    const average = scores.reduce((sum, score) => sum + score, 0) / rows;
    scores.forEach((score, row) => {
      scores[row] = score - average - 2.8;
    });
    const heavy = 1_000;
    scores[heavy] = 18_150;
    const tuesday = user.map((_, row) => Number(Math.floor(row / 91) % 7 === Math.floor(heavy / 91) % 7));
    const [all, segment] = segmentEffects({
      scores,
      user,
      segments: { all: user.map(() => 1), tuesday },
      random: createRandom(1),
    });
    expect(all!.estimate).toBeGreaterThan(0.5);
    expect(all!.withoutRow).toMatchObject({ row: heavy });
    expect(all!.withoutRow!.estimate).toBeLessThan(-2);
    expect(all!.withoutUser.user).toBe(user[heavy]);
    expect(segment!.withoutRow!.row).toBe(heavy);
    expect(segment!.estimate - segment!.withoutRow!.estimate).toBeGreaterThan(20);
  });

  it("13: thousands of rows may be few users", () => {
    const random = createRandom(13, "few users");
    const user = Int32Array.from({ length: 4_600 }, (_, row) => Math.floor(row / 50));
    const heavy = Array.from({ length: 92 }, (_, u) => (u % 10 === 0 ? 12 : 1));
    const weight = Float64Array.from(user, (u) => heavy[u]! * (0.9 + 0.2 * random.uniform()));
    const treatment = Float64Array.from(user, (_, row) => row % 2);
    const found = armEffectiveness(
      { user, day: user.map((_, row) => row % 50), treatment, weight },
      "treated",
    );
    expect(found.rows).toBe(2_300);
    expect(found.effective).toBeGreaterThan(500);
    expect(found.effectiveUsers).toBeLessThan(30);
  });

  it("15: means may agree where squares and shapes do not", () => {
    const random = createRandom(15, "shapes");
    const treatment = Array.from({ length: 1_000 }, (_, row) => row % 2);
    const x = treatment.map((a) => (a === 1 ? 2 : 0.5) * random.normal());
    const day = treatment.map((a, row) => (a === 1 && row % 10 < 3 ? "Sunday" : "other"));
    const { rows } = balanceTable({ treatment, covariates: { x, day }, squaresAndInteractions: true });
    const of = (covariate: string) => rows.find((row) => row.covariate === covariate)!;
    expect(Math.abs(of("x").standardizedMeanDifference!)).toBeLessThan(0.15);
    expect(of("x").varianceRatio!).toBeGreaterThan(10);
    expect(of("x").kolmogorovSmirnov).toBeGreaterThan(0.2);
    expect(of("x²").standardizedMeanDifference!).toBeGreaterThan(0.5);
    // A factor of two levels has one indicator.
    expect(of("day_other").standardizedMeanDifference!).toBeLessThan(-0.3);
  });

  it("18: a zero for a day without use is told from low quality by the day's activity beside it", () => {
    const random = createRandom(18, "inactive zeros");
    const rows = 3_000;
    const users = Array.from({ length: rows }, (_, row) => Math.floor(row / 10));
    const active = users.map(() => Number(random.uniform() < 0.8));
    const quality = active.map((a) => (a === 1 ? 0.4 + 0.4 * random.uniform() : 0));
    const likely = active.map((a, row) => (a === 1 ? logistic(6 * (quality[row]! - 0.6)) : 0.7));
    const treatment = likely.map((p) => Number(random.uniform() < p));
    // Being away lifts the outcome, quality lowers it, treatment does nothing.
    const outcome = active.map((a, row) => (a === 1 ? -3 * quality[row]! : 1) + 0.5 * random.normal());
    const effect = (covariates: Record<string, number[]>) =>
      estimators.standardisation.estimate(designFromColumns({ users, treatment, outcome, covariates })).effect
        .estimate;
    expect(Math.abs(effect({ quality }))).toBeGreaterThan(0.08);
    expect(Math.abs(effect({ quality, active }))).toBeLessThan(0.05);
  });

  it("19: a lift divides each estimate by its own untreated mean", () => {
    const { users, arch, past, treatment, outcome } = calendarWorld();
    const volume = outcome.map((y) => y + 10);
    const design = designFromColumns({ users, treatment, outcome: volume, covariates: { arch, past } });
    const [raw, adjusted] = [estimators.naive.estimate(design), estimators.aipw.estimate(design)];
    expect(raw.control.estimate - adjusted.control.estimate).toBeGreaterThan(0.3);
    const arms = ({ treated, control }: typeof raw) => treated.estimate - control.estimate;
    for (const fit of [raw, adjusted]) expect(arms(fit)).toBeCloseTo(fit.effect.estimate, 10);
  });

  it("21: an effect model that has learned noise explains its own rows, and has no skill on users it has not seen", () => {
    const random = createRandom(21, "no skill");
    const rows = 1_000;
    const users = Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 10));
    const values = Float64Array.from({ length: rows * 4 }, () => random.normal());
    const scores = Float64Array.from({ length: rows }, () => 1 + 20 * random.normal());
    const spec = {
      covariates: { rows, columns: 4, values },
      terms: ["a", "b", "c", "d"],
      outcome: scores,
      weights: new Float64Array(rows).fill(1),
      users,
    };
    const learner = boostedTrees({ trees: 25, learningRate: 0.3, minimumLeaf: 0.02, bins: 32 });
    const byUser = userFolds(100, 5, 3);
    const foldOfRow = users.map((user) => byUser[user]!);
    const judge = (predicted: Float64Array) => heldOutSkill({ scores, predicted, user: users, foldOfRow });
    const inSample = learner.fit(spec).predict(spec.covariates);
    expect(judge(inSample)).toMatchObject({ skilled: true });
    const heldOut = judge(crossFit({ ...spec, foldOfRow, learner }));
    expect(heldOut.explained).toBeLessThan(0);
    expect(heldOut.skilled).toBe(false);
  });
});

describe("the page on the published study", () => {
  const root = new URL("../../", import.meta.url);
  const page = readFileSync(new URL("docs/published-study-judged.md", root), "utf8");
  const rows = page.split("\n").filter((line) => /^\| \d+ \|/.test(line));
  const cited = [...page.matchAll(/`((?:test|bench)\/[^`]+\.ts)`(?:: “([^”]+)”)?/g)];

  it("has the 21 points, in order, each with what shows it and a test", () => {
    expect(rows.map((line) => Number(line.split("|")[1]))).toEqual(
      Array.from({ length: 21 }, (_, k) => k + 1),
    );
    for (const line of rows) {
      const cells = line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim());
      expect(cells, line).toHaveLength(5);
      expect(["shown", "shown in part", "out of reach"]).toContain(cells[3]);
      expect(cells[4], line).toMatch(/`test\/[^`]+\.test\.ts`: “/);
    }
  });

  it("names tests that exist, under their titles", () => {
    expect(cited.length).toBeGreaterThan(25);
    const faults = cited.flatMap(([, file, title]) => {
      const path = fileURLToPath(new URL(file!, root));
      if (!existsSync(path)) return [`${file} does not exist`];
      if (title === undefined) return file!.startsWith("bench/") ? [] : [`${file} without a title`];
      return titlesIn(readFileSync(path, "utf8")).some((known) => known.test(title))
        ? []
        : [`${file} has no test “${title}”`];
    });
    expect(faults).toEqual([]);
  });
});

/** Titles of the tests of a file; what `it.each` and templates fill in may be anything. */
function titlesIn(source: string): readonly RegExp[] {
  const literals = source.matchAll(/\bit(?:\.\w+)?\(\s*(?:"([^"\n]+)"|`([^`\n]+)`)|\)\(\s*"([^"\n]+)",\s/g);
  return [...literals].map(([, plain, template, each]) => {
    const title = (plain ?? template ?? each)!;
    const parts = title
      .split(/\$\{[^}]*\}|\$\w+|%[sif]/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".+")}$`);
  });
}
