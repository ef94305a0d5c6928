import { describe, expect, it } from "vitest";
import { atLeast, atLeastQuantile } from "../../src/definition/treatment.js";
import { buildDesign } from "../../src/design/build-design.js";
import type { Design } from "../../src/design/design.js";
import { InterruptedError } from "../../src/errors.js";
import { estimators } from "../../src/estimators/registry.js";
import { bootstrapInterval } from "../../src/inference/bootstrap/bootstrap-interval.js";
import { clusterBootstrap } from "../../src/inference/bootstrap/cluster-bootstrap.js";
import { designRunner } from "../../src/inference/bootstrap/design-runner.js";
import { influenceAcceleration } from "../../src/inference/bootstrap/influence-acceleration.js";
import { multiplicitiesOf } from "../../src/inference/bootstrap/resample.js";
import { createRandom } from "../../src/numeric/random.js";
import type { Panel } from "../../src/panel/panel.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { silentProgress } from "../../src/progress.js";
import type { EstimatorName } from "../../src/results/estimator-names.js";
import { simulateUserDays } from "../../src/simulation/simulate-user-days.js";
import { worlds } from "../../src/simulation/worlds/registry.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { fitEstimators } from "../../src/study/fit-estimators.js";
import { type BootstrapInput, bootstrapOf } from "../../src/study/parts/bootstrap-of.js";
import { bootstrapRemark } from "../../src/study/parts/bootstrap-remark.js";
import { bootstrapRow } from "../../src/study/parts/bootstrap-row.js";
import { errorRatio } from "../../src/study/parts/error-ratio.js";
import { bootstrapSchema } from "../../src/study/schemas/bootstrap-schema.js";
import { assertClose } from "../assert-close.js";
import { designOf, type TestRow } from "../estimators/design-of.js";
import { simulatedDesign } from "../estimators/simulated-design.js";
import { smallQuestion } from "./small-study.js";

const rule = atLeast("interactions", 16, { among: "active_day" });
const context = { progress: silentProgress };

async function asked(
  design: Design,
  names: readonly EstimatorName[],
  interval: "percentile" | "basic" | "BCa" = "percentile",
): Promise<BootstrapInput> {
  return {
    panel: { definition: kuairecPanel } as unknown as Panel,
    panelRow: new Int32Array(0),
    choice: { rule, actor: "platform" },
    resolved: {
      name: "t",
      kind: "binary",
      column: "interactions",
      cut: 16,
      among: "active_day",
      sentence: "",
    },
    design,
    fits: await fitEstimators(design, { primary: names[0]!, estimators: names }, context),
    estimand: {
      thresholds: "fixed",
      inference: { cluster: "user", level: 0.9, seed: 9, bootstrap: { replicates: 200, interval } },
    },
  };
}

describe("the bootstrap that a question asks for", () => {
  const design = simulatedDesign({ seed: 8, users: 90, daysPerUser: 2, terms: 2, usersPerShard: 60 });

  it("is each estimator's own bootstrap of the pipeline, beside errors that it confirms", async () => {
    const names = ["ipwTruncated", "naive"] as const;
    const found = (await bootstrapOf(await asked(design, names, "BCa"), context))!;
    expect(bootstrapSchema.safeParse(found).success).toBe(true);
    expect(found).toMatchObject({ replicates: 200, users: 90, seed: 9, interval: "BCa" });
    expect(found.estimators.map(({ estimator }) => estimator)).toEqual(names);
    for (const row of found.estimators) {
      const { effect } = estimators[row.estimator].estimate(design);
      const alone = await clusterBootstrap({
        runner: designRunner(design, ["effect"], (d) => [
          estimators[row.estimator].estimate(d).effect.estimate,
        ]),
        replicates: 200,
        seed: 9,
      });
      const { lower, upper } = bootstrapInterval(alone, 0, {
        kind: "bca",
        level: 0.9,
        acceleration: influenceAcceleration(effect),
      });
      const near = { relative: 1e-7, because: "shared models start from the whole sample's" };
      assertClose(row.standardDeviation!, alone.standardErrors[0]!, near);
      assertClose(row.lower!, lower, near);
      assertClose(row.upper!, upper, near);
      assertClose(row.ratio!, 1, {
        absolute: 0.17,
        because: "3 Monte Carlo errors of 200 replicates are 15 %, and terms of order 1 / users",
      });
      expect(row.sentence).toMatch(
        /^The bootstrap error is [\d.]+ times the analytic one \([\d.]+ to [\d.]+ /,
      );
      expect(row).toMatchObject({ evaluated: true, failed: 0, failures: [], level: 0.9 });
    }
  });

  it("points to an interval of its own only where the replicates are enough for one", async () => {
    const { fits } = await asked(design, ["naive"]);
    const { estimate } = fits.primary.effect;
    const spread = Array.from({ length: 200 }, (_, k) => ({
      values: Float64Array.of(estimate + 0.1 * (k - 99.5)),
    }));
    const outcomes = [{ values: Float64Array.of(estimate) }, ...spread];
    const at = (level: number) =>
      bootstrapRow(fits.primary, outcomes, { interval: "percentile", users: 90, seed: 9, level });
    expect(at(0.9).sentence).toMatch(/; read the bootstrap's interval, which is the more careful one\.$/);
    const none = at(0.999);
    expect(none).toMatchObject({ lower: null, upper: null });
    expect(none.sentence).toMatch(/; .* these replicates are too few for an interval of their own\.$/);
  });

  it("leaves out an estimator of learners by name, and is none when not asked for", async () => {
    const input = await asked(design, ["naive"]);
    const learned = { ...input.fits.primary, estimator: "aipwCrossFitted" } as const;
    const fits = { ...input.fits, fits: [...input.fits.fits, learned] };
    const { estimators: rows } = (await bootstrapOf({ ...input, fits }, context))!;
    expect(rows.map(({ evaluated }) => evaluated)).toEqual([true, false]);
    expect(rows[1]!.sentence).toMatch(/^Not done again: every resample would train its learners/);
    const { bootstrap: _, ...plain } = input.estimand.inference;
    expect(
      await bootstrapOf({ ...input, estimand: { ...input.estimand, inference: plain } }, context),
    ).toBeUndefined();
  });

  it("tells its progress, and stops when it is told to", async () => {
    const input = await asked(design, ["naive"]);
    const told: (string | number)[] = [];
    const stop = new AbortController();
    const progress = {
      stage: (name: string, total = 0) => told.push(name, total),
      advance: (done: number) => {
        told.push(done);
        if (done === 3) stop.abort();
      },
      finish() {},
    };
    await expect(bootstrapOf(input, { progress, signal: stop.signal })).rejects.toThrow(InterruptedError);
    expect(told).toEqual(["Bootstrapping", 201, 1, 2, 3]);
    await expect(bootstrapOf(input, { progress, signal: stop.signal })).rejects.toThrow(InterruptedError);
  });

  /** So many treated users, one row each, among 60. */
  const fewTreated = (treated: number) =>
    designOf(
      Array.from(
        { length: 60 },
        (_, user): TestRow => ({
          user,
          treatment: user < treated ? 1 : 0,
          outcome: Math.sin(user),
          terms: [Math.cos(5 * user)],
        }),
      ),
    );

  it("counts replicates without an estimate and says why; with too many of them there is no answer", async () => {
    // an arm needs two rows: 7 · e^-6 · 0.63 = 1 % and 3 · e^-2 · 0.63 + e^-3 = 31 % of the draws have fewer
    const few = await bootstrapOf(await asked(fewTreated(7), ["naive"]), context);
    expect(few!.estimators[0]).toMatchObject({ evaluated: true });
    expect(few!.estimators[0]!.failed).toBeGreaterThan(0);
    expect(few!.estimators[0]!.failures).toEqual([
      {
        reason: expect.stringContaining("each arm needs at least two"),
        replicates: few!.estimators[0]!.failed,
      },
    ]);
    const none = (await bootstrapOf(await asked(fewTreated(3), ["naive"]), context))!.estimators[0]!;
    expect(none).toMatchObject({ evaluated: false, standardDeviation: null, ratio: null, lower: null });
    expect(none.sentence).toMatch(/^Not evaluated: \d+ of 200 replicates have no estimate/);
    expect(none.failed).toBeGreaterThan(10);
  });
});

describe("thresholds found anew", () => {
  const panel = panelFromUserDays(
    simulateUserDays(worlds.feedback!, { users: 50, days: 25, seed: 5 }),
    kuairecPanel,
    "0".repeat(64),
  );
  const share = 0.7;
  const quantileRule = atLeastQuantile("interactions", share, { among: "active_day" });
  const estimand = smallQuestion({
    treatment: { rule: quantileRule, actor: "mixed" },
    primary: "naive",
    estimators: ["naive"],
    thresholds: "reestimate",
    inference: {
      cluster: "user",
      level: 0.95,
      seed: 3,
      bootstrap: { replicates: 200, interval: "percentile" },
    },
  });
  const resolved = resolveTreatment(panel, quantileRule);
  const { design, panelRow } = buildDesign(panel, estimand, resolved);

  const found = async (thresholds: "fixed" | "reestimate") => {
    const fits = await fitEstimators(design, estimand, context);
    const { treatment: choice } = estimand;
    const input = { panel, design, panelRow, resolved, choice, fits, estimand: { ...estimand, thresholds } };
    return (await bootstrapOf(input, context))!;
  };

  it("are those of an independent loop over rows written out", async () => {
    const rows: { user: number; value: number; active: boolean; outcome: number; analysed: boolean }[] = [];
    const analysed = new Set(panelRow);
    for (const shard of panel.shards())
      for (let r = 0; r < shard.rows; r++)
        rows.push({
          user: shard.user[r]!,
          value: shard.column("interactions")[r]!,
          active: shard.column("active_day")[r] === 1,
          outcome: shard.column("future_3day_interactions")[r]!,
          analysed: analysed.has(shard.firstRow + r),
        });
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const effects: number[] = [];
    const cuts: number[] = [];
    for (let index = 0; index < 200; index++) {
      const counts = multiplicitiesOf({ kind: "replicate", seed: 3, index }, panel.users.length);
      const drawn = rows.flatMap((row) => Array.from({ length: counts[row.user]! }, () => row));
      const known = Float64Array.from(
        drawn.filter(({ active }) => active),
        ({ value }) => value,
      );
      known.sort();
      const at = (known.length - 1) * share;
      const low = known[Math.floor(at)]!;
      const cut = low + (at - Math.floor(at)) * (known[Math.ceil(at)]! - low);
      cuts.push(cut);
      const arm = (treated: boolean) =>
        mean(
          drawn.filter((row) => row.analysed && row.value >= cut === treated).map(({ outcome }) => outcome),
        );
      effects.push(arm(true) - arm(false));
    }
    const part = await found("reestimate");
    const exact = { relative: 1e-10, because: "the same numbers, added in another order" };
    assertClose(part.estimators[0]!.mean!, mean(effects), exact);
    const deviation = Math.sqrt(effects.reduce((sum, value) => sum + (value - mean(effects)) ** 2, 0) / 199);
    assertClose(part.estimators[0]!.standardDeviation!, deviation, exact);
    expect(part.threshold).toMatchObject({
      column: "interactions",
      fixed: resolved.cut,
      lowest: Math.min(...cuts),
      highest: Math.max(...cuts),
    });
    assertClose(part.threshold!.mean, mean(cuts), exact);
    expect(part.sentence).toMatch(
      /So is the threshold of interactions: .* The analytic error holds it fixed\.$/,
    );
  });

  it("are one number when they are held fixed, and the report says so", async () => {
    const part = await found("fixed");
    expect(part.threshold).toBeNull();
    expect(part.sentence).toMatch(
      /The threshold of interactions, .*, is held fixed, in the analytic errors too/,
    );
    assertClose(part.estimators[0]!.ratio!, 1, {
      absolute: 0.17,
      because: "3 Monte Carlo errors of 200 replicates are 15 %",
    });
  });
});

describe("the headline's remark on the bootstrap", () => {
  const part = (row: object) =>
    ({ estimators: [{ estimator: "aipw", evaluated: true, ...row }] }) as unknown as Awaited<
      ReturnType<typeof bootstrapOf>
    >;
  const primary = { estimator: "aipw" } as const;

  it("is there when the interval's error is too small, or when there is no second opinion", () => {
    expect(bootstrapRemark(part({ ratio: 1.3, ratioLower: 1.2, lower: 0.4 }), primary)).toEqual([
      "By the bootstrap the error is 1.3 times the analytic one clustered by user; its own interval stands among the results.",
    ]);
    expect(bootstrapRemark(part({ ratio: 1.3, ratioLower: 1.2, lower: null }), primary)).toEqual([
      "By the bootstrap the error is 1.3 times the analytic one clustered by user; it has too few replicates for an interval of its own.",
    ]);
    expect(bootstrapRemark(part({ evaluated: false, sentence: "Why." }), primary)[0]).toMatch(/ Why\.$/);
  });

  it("is not when the errors agree, the bootstrap's is smaller or little larger, or none was asked for", () => {
    for (const row of [
      { ratio: 1.2, ratioLower: 0.99 },
      { ratio: 0.8, ratioLower: 0.7 },
      { ratio: 1.05, ratioLower: 1.02 },
      { ratio: null, ratioLower: null },
    ])
      expect(bootstrapRemark(part(row), primary)).toEqual([]);
    expect(bootstrapRemark(undefined, primary)).toEqual([]);
  });
});

describe("errorRatio", () => {
  it("has an interval that covers the true ratio, also with heavy tails", () => {
    const random = createRandom(31, "ratios");
    for (const [draw, truth] of [
      [() => random.normal(), 1],
      // Laplace: standard deviation sqrt(2), kurtosis 6
      [() => Math.log(1 - random.uniform()) * (random.uniform() < 0.5 ? 1 : -1), Math.SQRT2],
    ] as const) {
      let covered = 0;
      for (let k = 0; k < 600; k++) {
        const { ratio } = errorRatio(Float64Array.from({ length: 200 }, draw), 1);
        if (ratio!.ratioLower <= truth && truth <= ratio!.ratioUpper) covered += 1;
      }
      assertClose(covered / 600, 0.94, {
        absolute: 0.03,
        because: "3 Monte Carlo errors of 600; the kurtosis of 200 draws is found a little small",
      });
    }
  });

  it("is a plain mean and standard deviation, and has no ratio to an error of 0", () => {
    expect(errorRatio(Float64Array.of(3, 1, 2), 0)).toEqual({ mean: 2, standardDeviation: 1 });
    expect(errorRatio(Float64Array.of(3, 1, 2), 0.5).ratio!.ratio).toBe(2);
  });
});
