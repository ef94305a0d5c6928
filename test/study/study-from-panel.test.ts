import { beforeAll, describe, expect, it } from "vitest";
import { InterruptedError } from "../../src/errors.js";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";
import { canonicalJson } from "../../src/files/canonical-json.js";
import type { Panel, PanelShard } from "../../src/panel/panel.js";
import { silentProgress } from "../../src/progress.js";
import { balanceByDayChart } from "../../src/report/charts/balance-by-day.js";
import { renderReport } from "../../src/report/render-report.js";
import { balanceByDayTable } from "../../src/report/tables/balance-by-day.js";
import { balanceDistributionsTable } from "../../src/report/tables/balance-distributions.js";
import { balanceProductsTable } from "../../src/report/tables/balance-products.js";
import { resultText } from "../../src/study/result-text.js";
import { resultSchema, type StudyResult } from "../../src/study/schemas/result-schema.js";
import { studyFromPanel } from "../../src/study/study-from-panel.js";
import { assertClose } from "../assert-close.js";
import { fixtureReproduction } from "../report/fixture-result.js";
import { boundQuota } from "./evidence.js";
import { smallLog, smallPanel, smallQuestion } from "./small-study.js";

const context = { progress: silentProgress };
const panel = smallPanel();
const study = (change: Parameters<typeof smallQuestion>[0] = {}, log = smallLog) =>
  studyFromPanel({ slug: "small", estimand: smallQuestion(change), panel, log }, context);

describe("a study from a panel", () => {
  let result: StudyResult;
  beforeAll(async () => {
    result = await study();
  });

  it("holds to its schema, is frozen, and reads back as the same text", () => {
    expect(resultSchema.safeParse(result).success).toBe(true);
    expect(
      Object.isFrozen(result) && Object.isFrozen(result.gates[0]) && Object.isFrozen(result.weights),
    ).toBe(true);
    const text = resultText(result);
    expect(text.endsWith("}\n")).toBe(true);
    expect(resultText(JSON.parse(text))).toBe(text);
  });

  it("has every asked estimator, one of them primary, with positive errors and whole counts", () => {
    expect(result.estimates.map((estimate) => estimate.estimator)).toEqual([
      "naive",
      "ipw",
      "ipwTruncated",
      "standardisation",
      "aipw",
    ]);
    expect(
      result.estimates.filter((estimate) => estimate.role === "primary").map((e) => e.estimator),
    ).toEqual(["aipw"]);
    for (const { estimate, arms, standardError, interval, n } of result.estimates) {
      assertClose(arms.treated - arms.control, estimate, {
        absolute: 1e-9,
        because: "a difference of two means",
      });
      expect(standardError).toBeGreaterThan(0);
      expect(interval.lower < estimate && estimate < interval.upper).toBe(true);
      expect(n.effective).toBeLessThanOrEqual(n.rows + 1e-6);
      expect(n.clusters).toBe(n.units);
    }
    expect(result.notEstimated).toBeUndefined();
  });

  it("has rows that add up in every table", () => {
    const rows = result.treatment.treatedRows + result.treatment.controlRows;
    expect(result.attrition.at(-1)!.rows).toBe(rows);
    const binned = result.overlap!.bins.reduce((sum, bin) => sum + bin.treated + bin.control, 0);
    expect(binned).toBe(rows);
    expect(result.weights.map(({ arm }) => arm)).toEqual(["treated", "control", "all"]);
    expect(result.weights[2]!.rows).toBe(rows);
    expect(result.weightsByDay.reduce((sum, day) => sum + day.rows, 0)).toBe(rows);
    // three history columns and six indicators of seven weekdays, each in two samples
    expect(result.balance).toHaveLength(2 * 9);
    for (const row of result.balance) expect(row.lower === null).toBe(row.sample === "unweighted");
  });

  it("says day by day how balanced the arms are, before and after weighting, and draws it", () => {
    const { days, covariates } = result.balanceByDay!;
    // the six indicators of weekdays are the same for everyone on a day
    expect(covariates.map(({ covariate }) => covariate)).toEqual([
      "lag_1_interactions",
      "prior_3day_interactions",
      "prior_3day_active_day",
    ]);
    expect(days.reduce((sum, { treated }) => sum + treated, 0)).toBe(result.treatment.treatedRows);
    expect(days.reduce((sum, { control }) => sum + control, 0)).toBe(result.treatment.controlRows);
    const size = (sample: "unweighted" | "weighted") =>
      covariates.reduce((sum, row) => {
        expect(row[sample]).toHaveLength(days.length);
        return sum + row[sample].reduce<number>((part, value) => part + Math.abs(value ?? 0), 0);
      }, 0);
    expect(size("weighted")).toBeLessThan(size("unweighted"));
    expect(balanceByDayChart.drawn(result)).toBe(true);
    expect(balanceByDayTable.csv(result).trimEnd().split("\r\n")).toHaveLength(4);
  });

  it("looks at squares, products, spreads and distributions, and draws their tables", () => {
    const { distributions, products } = result.balanceDetail!;
    expect(distributions.map(({ covariate }) => covariate)).toEqual(
      result.balance.filter(({ sample }) => sample === "weighted").map(({ covariate }) => covariate),
    );
    // squares of three history columns, products of 9 terms but those of two weekdays
    expect(products.examined).toBe(3 + 36 - 15);
    expect(products.skipped).toBe(0);
    expect(products.worst).toHaveLength(10);
    expect(products.beyondWeighted!).toBeLessThan(products.beyondUnweighted);
    for (const table of [balanceProductsTable, balanceDistributionsTable])
      expect(table.csv(result).trimEnd().split("\r\n")).toHaveLength(1 + table.size(result));
  });

  it("has one effective size of the weighted rows, wherever it is written", () => {
    const { effectiveSampleSize } = result.weights[2]!;
    const sweep = result.falsification.find(({ name }) => name === "truncationSweep")!.rows;
    const found = [
      result.estimates.find(({ role }) => role === "primary")!.n.effective,
      sweep.find(({ truncation }) => truncation!.share === 0)!.truncation!.effective,
      result.weightDetail!.truncated[2]!.effectiveBefore,
    ];
    for (const value of found)
      assertClose(value, effectiveSampleSize, { relative: 1e-12, because: "the same sum in another order" });
  });

  it("says who could have been in either arm, and what the weights lean on", () => {
    const rows = result.treatment.treatedRows + result.treatment.controlRows;
    const { support, weightDetail, overlap } = result;
    const { treated, control, all } = support.equipoise!;
    assertClose(
      all,
      (treated * result.treatment.treatedRows + control * result.treatment.controlRows) / rows,
      {
        absolute: 1e-12,
        because: "shares of arms add up",
      },
    );
    const outside = support!.byDay.reduce((sum, day) => sum + day.rows * day.shareOutside, 0) / rows;
    assertClose(outside, overlap!.shareOutside, { absolute: 1e-12, because: "shares of days add up" });
    expect(support!.tried).toBeGreaterThan(100);
    expect(result.gates.find(({ name }) => name === "unsupportedGroups")).toMatchObject({
      verdict: "pass",
      value: support!.groupShare,
    });
    const heaviest = weightDetail!.heaviestUsers.filter((user) => user.arm === "treated");
    expect(heaviest).toHaveLength(5);
    expect(heaviest[0]!.user).toBe(result.weights[0]!.largestUser);
    assertClose(heaviest[0]!.share, result.weights[0]!.largestUserShare, {
      absolute: 1e-12,
      because: "the same share twice",
    });
    expect(weightDetail!.byDay.reduce((sum, day) => sum + day.treatedRows + day.controlRows, 0)).toBe(rows);
    const [, , cut] = weightDetail!.truncated;
    expect(cut!.effectiveAfter).toBeGreaterThan(cut!.effectiveBefore);
    // 1 % of the rows at each end, up to the rounding of quantiles
    assertClose(cut!.lowered + cut!.raised, 0.02 * rows, {
      absolute: 2,
      because: "quantiles fall between rows",
    });
  });

  it("holds its models against what was observed, and sees that past treatment moves today's history", () => {
    const { propensity, outcome, naturalCourse } = result.modelChecks;
    const mean = (of: (bin: { predicted: number; observed: number }) => number) =>
      propensity!.bins.reduce((sum, bin) => sum + bin.rows * of(bin), 0);
    // a logistic regression with an intercept gives back the share of treated rows
    assertClose(
      mean((bin) => bin.predicted),
      result.treatment.treatedRows,
      { relative: 1e-6, because: "the score equation of the intercept, solved to a tolerance" },
    );
    assertClose(
      mean((bin) => bin.observed),
      result.treatment.treatedRows,
      { relative: 1e-12, because: "a count" },
    );
    expect(propensity!.slope).toBeNull();
    expect(propensity!.hosmerLemeshow).toBeNull();
    expect(outcome!.residuals.explained).toBeGreaterThan(0.05);
    const course = naturalCourse!.days.reduce(
      (sum, day) => sum + day.rows * (day.observed - day.predicted),
      0,
    );
    assertClose(course, 0, {
      absolute: 0.1,
      because: "residuals of least squares have mean 0; days are written to six digits",
    });
    const { feedback } = result;
    expect(feedback!.sentence).toMatch(/^Past treatment goes with today's confounders: \d of 3 /);
    const lag = feedback!.confounders.find((row) => row.confounder === "lag_1_interactions")!;
    expect(lag).toMatchObject({ movable: true, window: "day -1", unit: "interactions" });
    expect(lag.lower).toBeGreaterThan(1);
  });

  it("is better balanced after weighting than before", () => {
    const worst = (sample: string) =>
      Math.max(
        ...result.balance
          .filter((row) => row.sample === sample)
          .map((row) => Math.abs(row.standardizedMeanDifference)),
      );
    expect(worst("weighted")).toBeLessThan(worst("unweighted") / 2);
  });

  it("sees in the past what the question leaves out: the platform looks at authors too", async () => {
    const failed = result.gates.filter(({ verdict }) => verdict === "fail").map(({ name }) => name);
    expect(failed).toEqual(["pastOutcome"]);
    expect(result.headline.sentence).toContain("the outcome of days -6 to -4");
    const spoken = await study({ overrides: { pastOutcome: "known" } });
    expect(spoken.headline).toMatchObject({ reading: "causal", verdict: "warn" });
    const { adjustFor } = smallQuestion();
    const whole = await study({
      adjustFor: { ...adjustFor, baseline: ["is_video_author", "register_days"] },
    });
    expect(whole.headline.reading).toBe("causal");
  });

  it("is the same whatever the order in which it is run", async () => {
    expect(resultText(await study())).toBe(resultText(result));
  });

  it("reads level, seed, primary, averaging, gates and overrides", async () => {
    const level = await study({ inference: { cluster: "user", level: 0.5, seed: 11 } });
    expect(level.estimates[4]!.interval.upper).toBeLessThan(result.estimates[4]!.interval.upper);
    expect(level.weightsByDay[0]!.upper).toBeLessThan(result.weightsByDay[0]!.upper);
    const seed = await study({ inference: { cluster: "user", level: 0.95, seed: 12 } });
    expect(seed.estimates).toEqual(result.estimates);
    expect(seed.balance).not.toEqual(result.balance);
    const users = await study({ averageOver: "users" });
    expect(users.estimates[0]!.estimate).not.toBe(result.estimates[0]!.estimate);
    const sealed = await study({ gates: { clusters: { fail: 1000, warn: 2000 } } });
    expect(sealed.headline.reading).toBe("association only");
    expect(sealed.estimates).toEqual(result.estimates);
    const spoken = await study({
      gates: { clusters: { fail: 1000, warn: 2000 } },
      overrides: { clusters: "a pilot study", pastOutcome: "known" },
    });
    expect(spoken.headline).toMatchObject({ reading: "causal", verdict: "warn" });
    expect(spoken.gates.find((gate) => gate.name === "clusters")).toMatchObject({
      verdict: "fail",
      override: "a pilot study",
      threshold: "warn below 2000, fail below 1000",
    });
  });

  it("judges an unadjusted primary by the balance without weights, and still shows the overlap", async () => {
    const naive = await study({ primary: "naive", estimators: ["naive"] });
    expect(naive.gates.find((gate) => gate.name === "balance")!.sentence).toMatch(
      /^Without any adjustment, /,
    );
    for (const row of naive.balance) expect(row.lower === null).toBe(row.sample === "weighted");
    expect(naive.headline.caveats.join(" ")).toContain("adjusts for nothing");
    expect(naive.overlap).toEqual(result.overlap);
  });

  it("forms every error that a question asks for", async () => {
    const asked = await study({
      primary: "naive",
      estimators: ["naive"],
      inference: {
        cluster: ["user", "day"],
        level: 0.95,
        seed: 11,
        bootstrap: { replicates: 200, interval: "basic" },
        smallSample: "jackknife",
      },
    });
    expect(asked.estimates[0]!.interval.method).toMatch(
      /^t with \d\d degrees of freedom, clustered by user and day$/,
    );
    const [bootstrap] = asked.bootstrap!.estimators;
    const [jackknife] = asked.jackknife!.estimators;
    expect(asked.jackknife!.users).toBe(asked.estimates[0]!.n.units);
    for (const row of [bootstrap!, jackknife!]) {
      assertClose(row.ratio!, 1, { absolute: 0.16, because: "3 Monte Carlo errors of 200 replicates" });
      assertClose(row.analyticError, result.estimates[0]!.standardError, {
        relative: 1e-12,
        because: "both are held against the error clustered by user",
      });
      expect(row.lower! < row.estimate && row.estimate < row.upper!).toBe(true);
    }
    expect(asked.gates.find(({ name }) => name === "clusters")!.sentence).toMatch(/users and \d\d days/);
    expect(asked.log).toEqual(result.log);
    expect(result.bootstrap).toBeUndefined();
  });

  it("says whose weights judge a primary estimator that has none", async () => {
    const plain = await study({ primary: "standardisation", estimators: ["standardisation"] });
    expect(plain.gates.find((gate) => gate.name === "balance")!.sentence).toMatch(
      /^After inverse probability weighting \(.* itself does not weight\), /,
    );
  });

  it("seals counts from a quota-bound log", async () => {
    const bound = await study({}, { ...smallLog, audit: { rows: [], fixedQuota: boundQuota } });
    expect(bound.headline.sentence).toContain("rows per user are fixed by how this log was collected");
    expect(bound.headline.verdict).toBe("fail");
    const days = await study(
      { outcome: "future_3day_active_days" },
      { ...smallLog, audit: { rows: [], fixedQuota: boundQuota } },
    );
    // the treatment is still a count of rows
    expect(days.headline.verdict).toBe("fail");
  });

  it("seals them as well when a condition counts, whichever of its columns does", async () => {
    const quota = { ...smallLog, audit: { rows: [], fixedQuota: boundQuota } };
    const change = {
      treatment: {
        rule: {
          kind: "rule",
          when: {
            op: "and",
            of: [
              { op: "compare", column: "avg_watch_ratio", is: ">=", to: 0 },
              { op: "compare", column: "interactions", is: ">=", to: 16 },
            ],
          },
          among: "active_day",
        },
        actor: "platform",
      },
      outcome: "future_3day_active_days",
    } as const;
    const bound = await study(change, quota);
    expect(bound.headline.sentence).toContain("rows per user are fixed by how this log was collected");
    expect(bound.gates.find((gate) => gate.name === "fixedQuota")!.sentence).toContain(
      "The question counts them: interactions.",
    );
  });

  it("claims no cause when nothing about the user is adjusted for", async () => {
    const { adjustFor } = smallQuestion();
    const none = await study({ adjustFor: { ...adjustFor, history: [], calendar: [] } });
    expect(none.headline).toMatchObject({ reading: "association only", verdict: "fail" });
    expect(none.headline.sentence).toContain("because nothing is adjusted for");
    expect(none.balance).toEqual([]);
    const calendar = await study({ adjustFor: { ...adjustFor, history: [] } });
    expect(calendar.headline.sentence).toContain("nothing about the user is adjusted for, only the calendar");
    const drawn = await study({
      adjustFor: { ...adjustFor, history: [] },
      overrides: { adjustment: "the push was drawn at random", balance: "chance", pastOutcome: "chance" },
    });
    expect(drawn.headline).toMatchObject({ reading: "causal", verdict: "warn" });
    expect(drawn.headline.sentence).not.toContain("full history");
  });

  describe("where the adjustment set decides the treatment", () => {
    // A trait that is the treatment itself on every row, smoothed by nothing: the propensity model is separated.
    const separated = (): Panel => {
      const inner = smallPanel();
      const fake = (shard: PanelShard): PanelShard => ({
        ...shard,
        column: (name) =>
          name === "register_days"
            ? shard.column("interactions").map((value, row) => Number(value >= 16) * 5 + (row % 7) / 7)
            : shard.column(name),
      });
      const shards = Array.from(inner.shards(), fake);
      return { ...inner, shards: () => shards };
    };
    const { adjustFor } = smallQuestion();
    const ask = (change: Parameters<typeof smallQuestion>[0]) =>
      studyFromPanel(
        {
          slug: "small",
          estimand: smallQuestion({ adjustFor: { ...adjustFor, baseline: ["register_days"] }, ...change }),
          panel: separated(),
          log: smallLog,
        },
        context,
      );
    const verdicts = (found: StudyResult) =>
      Object.fromEntries(found.gates.map(({ name, verdict }) => [name, verdict]));

    it("an unadjusted primary still answers, and what rests on propensities is not evaluated", async () => {
      const found = await ask({ primary: "naive", estimators: ["naive"] });
      expect(found.overlap).toBeNull();
      expect([found.weights, found.weightsByDay]).toEqual([[], []]);
      expect(found.weightDetail).toBeUndefined();
      expect(found.support).toMatchObject({ equipoise: null, commonSupport: null, byDay: [] });
      expect(found.support!.groups.length).toBeGreaterThan(0);
      expect(found.modelChecks).toEqual({ propensity: null, outcome: null, naturalCourse: null });
      expect(verdicts(found)).toMatchObject({
        positivity: "not evaluated",
        meanWeight: "not evaluated",
        effectiveSampleSize: "pass",
        balance: "fail",
      });
      expect(found.gates.find(({ name }) => name === "positivity")!.sentence).toMatch(/perfectly predicted/);
      expect(found.balance.every(({ sample }) => sample === "unweighted")).toBe(true);
      const page = (await renderReport(found, fixtureReproduction, "")).get("index.html")!;
      expect(page).toContain("No probability of treatment could be fitted");
      expect(page).not.toMatch(/After weighting|NaN|undefined/);
    });

    it("plug-in standardisation extrapolates, and fails", async () => {
      const found = await ask({ primary: "standardisation", estimators: ["standardisation"] });
      expect(verdicts(found)).toMatchObject({
        positivity: "fail",
        meanWeight: "not evaluated",
        effectiveSampleSize: "not evaluated",
      });
      expect(found.headline.reading).toBe("association only");
      expect(found.gates.map(({ sentence }) => sentence).join(" ")).not.toMatch(/After weighting/);
    });

    it("a weighting primary has no answer", async () => {
      await expect(ask({ primary: "ipw", estimators: ["ipw"] })).rejects.toMatchObject({
        code: "model.separated",
      });
    });
  });

  it("refuses gate names that are none before anything is fitted", async () => {
    await expect(study({ overrides: { balanse: "a reason" } })).rejects.toMatchObject({
      code: "estimand.invalid",
    });
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(
      studyFromPanel(
        { slug: "small", estimand: smallQuestion(), panel, log: smallLog },
        { ...context, signal: stop.signal },
      ),
    ).rejects.toBeInstanceOf(InterruptedError);
  });

  it("answers a question that comes back from JSON in the same words", async () => {
    const estimand = parseEstimand(JSON.parse(canonicalJson(smallQuestion())), "manifest.json");
    expect(resultText(await studyFromPanel({ slug: "small", estimand, panel, log: smallLog }, context))).toBe(
      resultText(result),
    );
  });
});
