import { beforeAll, describe, expect, it } from "vitest";
import { InterruptedError } from "../../src/errors.js";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";
import { canonicalJson } from "../../src/files/canonical-json.js";
import { silentProgress } from "../../src/progress.js";
import { resultSchema, type StudyResult } from "../../src/study/result-schema.js";
import { resultText } from "../../src/study/result-text.js";
import { studyFromPanel } from "../../src/study/study-from-panel.js";
import { assertClose } from "../assert-close.js";
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
    const binned = result.overlap.bins.reduce((sum, bin) => sum + bin.treated + bin.control, 0);
    expect(binned).toBe(rows);
    expect(result.weights.map(({ arm }) => arm)).toEqual(["treated", "control", "all"]);
    expect(result.weights[2]!.rows).toBe(rows);
    expect(result.weightsByDay.reduce((sum, day) => sum + day.rows, 0)).toBe(rows);
    // three history columns and six indicators of seven weekdays, each in two samples
    expect(result.balance).toHaveLength(2 * 9);
    for (const row of result.balance) expect(row.lower === null).toBe(row.sample === "unweighted");
  });

  it("is better balanced after weighting than before", () => {
    const worst = (sample: string) =>
      Math.max(
        ...result.balance
          .filter((row) => row.sample === sample)
          .map((row) => Math.abs(row.standardizedMeanDifference)),
      );
    expect(worst("weighted")).toBeLessThan(worst("unweighted") / 2);
    expect(result.headline.reading).toBe("causal");
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
      overrides: { clusters: "a pilot study" },
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
