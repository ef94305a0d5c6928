import { describe, expect, it } from "vitest";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { withOutcome } from "../../src/falsification/designs/with-outcome.js";
import { estimateAgain } from "../../src/falsification/estimate-again.js";
import { modelsWithOutcome } from "../../src/falsification/plasmode/models-with-outcome.js";
import { type PlasmodePerformance, plasmode } from "../../src/falsification/plasmode/plasmode.js";
import { plasmodePlan } from "../../src/falsification/plasmode/plasmode-plan.js";
import { richerOutcome } from "../../src/falsification/plasmode/richer-outcome.js";
import { createRandom } from "../../src/numeric/random.js";
import { plasmodeEvidence } from "../../src/study/evidence/plasmode-evidence.js";
import { judgeGates } from "../../src/study/judge-gates.js";
import { assertClose } from "../assert-close.js";
import { soundEvidence } from "../study/evidence.js";

interface Shape {
  readonly users: number;
  /** Of the squared covariate in the outcome, and in the log odds of treatment. */
  readonly curve: number;
  readonly bent: number;
  /** Treatment's effect grows by this with the covariate. */
  readonly varies?: number;
  readonly binary?: boolean;
}

/** Five days a user, who have a level of their own; treatment goes with x. */
function world(seed: number, { users: count, curve, bent, varies = 0, binary = false }: Shape) {
  const random = createRandom(seed, "plasmode test");
  const rows = Array.from({ length: 5 * count }, (_, i) => Math.floor(i / 5));
  const level = Array.from({ length: count }, () => random.normal());
  const x = rows.map(() => random.normal());
  const treatment = x.map((v) => (random.uniform() < expit(0.6 * v + bent * (v * v - 1)) ? 1 : 0));
  const mean = x.map((v, i) => v + curve * v * v + (2 + varies * v) * treatment[i]!);
  const outcome = mean.map((m, i) =>
    binary
      ? random.uniform() < expit(0.5 * m - 1)
        ? 1
        : 0
      : m + level[rows[i]!]! + (1 + 0.5 * Math.abs(x[i]!)) * random.normal(),
  );
  return {
    design: designFromColumns({ users: rows, treatment, outcome, covariates: { x } }),
    x,
    treatment,
    outcome,
  };
}

const expit = (value: number) => 1 / (1 + Math.exp(-value));
const right = { users: 300, curve: 0, bent: 0 };
const judged = (performance: PlasmodePerformance) =>
  judgeGates(
    {
      ...soundEvidence,
      plasmode: plasmodeEvidence(
        { found: { performance: [performance], richer: { binary: false, trees: 1 } } },
        0.95,
      ),
    },
    { gates: {}, overrides: {} },
  ).find(({ name }) => name === "plasmode")!;

describe("outcomes simulated on the analysis' own rows", () => {
  it("are answered by each estimator as it would answer them afresh", () => {
    const { design, x } = world(1, { ...right, users: 60 });
    const random = createRandom(2);
    const other = Float64Array.from(x, (v) => v * v + random.normal());
    const again = modelsWithOutcome(nuisanceModels(design), other);
    for (const estimator of Object.values(estimators)) {
      if (estimator.name === "aipwCrossFitted") continue;
      const found = estimator.estimate(again.design, again).effect;
      const fresh = estimateAgain(estimator, withOutcome(design, other)).effect;
      const same = { relative: 1e-8, absolute: 1e-10, because: "the same models, solved from a factor" };
      assertClose(found.estimate, fresh.estimate, same);
      found.influence.forEach((value, i) => {
        assertClose(value, fresh.influence[i]!, same);
      });
    }
  });

  it("follow a model that finds a curve and an effect that varies, and none where there is none", () => {
    const { design, x, treatment, outcome } = world(3, { users: 600, curve: 1, bent: 0, varies: 1 });
    const { mean, residual, trees } = richerOutcome(nuisanceModels(design), 1);
    expect(trees).toBeGreaterThan(20);
    let [off, all] = [0, 0];
    for (const [row, v] of x.entries()) {
      const truth = [v + v * v, 2 * v + v * v + 2] as const;
      off += (mean[1][row]! - truth[1]) ** 2 + (mean[0][row]! - truth[0]) ** 2;
      all += 2 * 2 * (v * v - 1) ** 2;
      assertClose(residual[row]! + mean[treatment[row]! as 0 | 1][row]!, outcome[row]!, {
        absolute: 1e-9,
        because: "mean and residual make up the outcome",
      });
    }
    expect(off / all).toBeLessThan(0.1);
    expect(richerOutcome(nuisanceModels(world(3, right).design), 1).trees).toBeLessThan(15);
  });

  it("pass a method that is right: no bias beyond chance, errors as large as the scatter", () => {
    const found = Array.from({ length: 6 }, (_, seed) => {
      const models = nuisanceModels(world(10 + seed, right).design);
      return plasmode(models, [estimators.aipw], { pairs: 10, seed }).performance;
    });
    for (const [doubly] of found as [PlasmodePerformance][]) {
      expect(judged(doubly).verdict).toBe("pass");
      // exactly linear in the outcome: the pairs leave no noise
      expect(doubly.monteCarloError).toBeLessThan(1e-9);
    }
    const ratio = found.reduce((sum, [own]) => sum + (own!.deviation / own!.meanError) ** 2 / 6, 0);
    assertClose(Math.sqrt(ratio), 1, {
      absolute: 0.2,
      because: "60 pairs give a standard deviation to 9 %, twice that and a little",
    });
  });

  it("warn of a regression that misses a curve which treatment follows, and not of one that holds it", () => {
    const { design, x, treatment, outcome } = world(20, { users: 300, curve: 1, bent: 0.6 });
    const { performance } = plasmode(nuisanceModels(design), [estimators.outcomeRegression], {
      pairs: 10,
      seed: 4,
    });
    const [wrong] = performance as [PlasmodePerformance];
    expect(judged(wrong)).toMatchObject({ verdict: "warn" });
    expect(wrong.coverage).toBeLessThan(0.5);
    // what the regression misses of the real outcome, whose effect is 2, is what it misses of the simulated ones
    const missed = estimators.outcomeRegression.estimate(design).effect.estimate - 2;
    assertClose(wrong.bias, missed, { relative: 0.35, because: "the noise of one estimate beside its bias" });
    const squared = designFromColumns({
      users: Array.from(x, (_, i) => Math.floor(i / 5)),
      treatment,
      outcome,
      covariates: { x, square: x.map((v) => v * v) },
    });
    const held = plasmode(nuisanceModels(squared), [estimators.outcomeRegression], { pairs: 10, seed: 4 });
    expect(judged(held.performance[0]!).verdict).toBe("pass");
  });

  it("are drawn by chance for an outcome of 0 and 1, and known by seed", () => {
    const models = nuisanceModels(world(30, { ...right, users: 120, binary: true }).design);
    const run = (seed: number) =>
      plasmode(models, [estimators.aipw, estimators.overlapWeighted], { pairs: 4, seed });
    const [one, again, other] = [run(1), run(1), run(2)];
    expect(one.richer.binary).toBe(true);
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    expect(judged(one.performance[0]!).verdict).toBe("pass");
    expect(one.performance[0]!.truth).not.toBe(one.performance[1]!.truth);
  });

  it("are refused for too few pairs and for an outcome without residuals", () => {
    const { design, treatment, x } = world(1, { ...right, users: 40 });
    const of = (outcome: readonly number[]) =>
      nuisanceModels(withOutcome(design, Float64Array.from(outcome)));
    expect(() => plasmode(of(treatment), [estimators.aipw], { pairs: 1, seed: 1 })).toThrow(
      expect.objectContaining({ code: "plasmode.pairs" }),
    );
    // the second leaves rounding, where untreated rows have a mean of 0
    for (const outcome of [treatment.map(() => 3), treatment.map((a, i) => a * (0.1 + 0.3 * x[i]!))])
      expect(() => plasmode(of(outcome), [estimators.naive], { pairs: 2, seed: 1 })).toThrow(
        expect.objectContaining({ code: "plasmode.no-noise" }),
      );
  });
});

describe("the plan of simulations", () => {
  it("leaves out what fits anew for every outcome, and asks for fewer of a large analysis", () => {
    const { design } = world(1, { ...right, users: 40 });
    const models = nuisanceModels(design);
    const fit = (name: keyof typeof estimators) => estimators[name].estimate(design, models);
    const fits = (["naive", "ipw", "aipw", "tmle"] as const).map(fit);
    const plan = plasmodePlan(models, fits[2]!, fits);
    expect(plan).toMatchObject({ found: { compared: [{ name: "aipw" }, { name: "ipw" }], pairs: 20 } });
    const large = { ...models, design: { ...design, rows: 1_000_000 } };
    expect(plasmodePlan(large, fits[2]!, fits)).toMatchObject({ found: { pairs: 10 } });
    const learned = { ...fits[2]!, estimator: "aipwCrossFitted" } as const;
    expect(plasmodePlan(models, learned, fits)).toMatchObject({
      reason: expect.stringContaining("learners"),
    });
  });
});
