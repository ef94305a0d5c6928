import { describe, expect, it } from "vitest";
import { type DesignColumns, designFromColumns } from "../../src/design/design-from-columns.js";
import { designWithoutRow } from "../../src/design/design-without-row.js";
import { augmentedMeans } from "../../src/estimators/augmented-means.js";
import type { EstimatorFit } from "../../src/estimators/estimator.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { targetedMeans } from "../../src/estimators/targeted-means.js";
import { companionFit } from "../../src/falsification/companion-fit.js";
import { placeboDifferences } from "../../src/falsification/placebo-differences.js";
import { plasmode } from "../../src/falsification/plasmode/plasmode.js";
import { representerRows } from "../../src/falsification/sensitivity/representer-rows.js";
import { spillOver } from "../../src/falsification/spill-over.js";
import { resampledDesign } from "../../src/inference/bootstrap/resampled-design.js";
import { weightedMsmRunner } from "../../src/inference/bootstrap/weighted-msm/weighted-msm-runner.js";
import { standardError } from "../../src/inference/standard-error.js";
import { createRandom } from "../../src/numeric/random.js";
import { shareDesign } from "../../src/workers/share-design.js";
import { assertClose } from "../assert-close.js";

/** Where the square of the covariate acts: in the outcome, and in who is treated and whose outcome is observed. */
interface World {
  readonly outcome?: number;
  readonly weights?: number;
}

/** Effect 1 + z, so 1 on average; outcomes go missing by treatment and z. One row a user. */
function world(
  seed: number,
  rows: number,
  { outcome = 0, weights = 0 }: World = {},
): Required<DesignColumns> {
  const random = createRandom(seed, "missing outcomes");
  const chance = (logit: number) => (random.uniform() < 1 / (1 + Math.exp(-logit)) ? 1 : 0);
  const drawn = Array.from({ length: rows }, () => {
    const z = random.normal();
    const square = z * z - 1;
    const treatment = chance(0.6 * z - 0.2 + weights * square);
    const y = 1 + z + outcome * square + treatment * (1 + z) + random.normal();
    const observed = chance(0.8 - 0.8 * z + 0.5 * treatment + weights * square);
    return { z, treatment, observed, y: observed === 1 ? y : Number.NaN };
  });
  return {
    treatment: drawn.map((row) => row.treatment),
    outcome: drawn.map((row) => row.y),
    observed: drawn.map((row) => row.observed),
    covariates: { z: drawn.map((row) => row.z) },
    missingness: { z: drawn.map((row) => row.z) },
    users: drawn.map((_, row) => row),
  };
}

const fits = (design: ReturnType<typeof designFromColumns>) => {
  const models = nuisanceModels(design);
  return {
    tmle: targetedMeans(design, models),
    aipw: estimators.aipw.estimate(design, models),
  };
};

/** The rows whose outcome is observed, as if the others had never been. */
function completeCases({ treatment, outcome, observed, covariates }: Required<DesignColumns>) {
  const kept = (values: ArrayLike<number>) => Array.from(values).filter((_, row) => observed[row] === 1);
  return designFromColumns({
    treatment: kept(treatment),
    outcome: kept(outcome),
    covariates: { z: kept(covariates.z!) },
  });
}

it("outcomes missing at random: no bias, the right error, the right coverage; complete cases miss", () => {
  const replications = 450;
  const found = new Map<string, { estimates: number[]; errors: number[] }>();
  const keep = (name: string, { effect }: Pick<EstimatorFit, "effect">) => {
    const own = found.get(name) ?? { estimates: [], errors: [] };
    found.set(name, own);
    own.estimates.push(effect.estimate);
    own.errors.push(standardError(effect));
  };
  for (let seed = 1; seed <= replications; seed++) {
    const columns = world(seed, 200);
    for (const [name, fit] of Object.entries(fits(designFromColumns(columns)))) keep(name, fit);
    if (seed % 5 === 0) keep("complete", estimators.aipw.estimate(completeCases(columns)));
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  for (const [name, { estimates, errors }] of found) {
    const centre = mean(estimates);
    const sd = Math.sqrt(mean(estimates.map((value) => (value - centre) ** 2)));
    if (name === "complete") {
      expect(Math.abs(centre - 1)).toBeGreaterThan(0.6 * mean(errors));
      continue;
    }
    const covered = estimates.filter(
      (value, k) => Math.abs(value - 1) <= 1.959963984540054 * errors[k]!,
    ).length;
    const because = `3 Monte Carlo errors (STATISTICS section 8), ${name}`;
    assertClose(centre, 1, { absolute: (3 * sd) / Math.sqrt(replications), because });
    assertClose(mean(errors) / sd, 1, { absolute: 3 / Math.sqrt(2 * replications), because });
    assertClose(covered / replications, 0.95, { absolute: 3 * Math.sqrt(0.0475 / replications), because });
  }
});

describe("with one side wrong", () => {
  const misses = (shape: World) =>
    Object.values(fits(designFromColumns(world(4, 5000, shape)))).map(
      ({ effect }) => Math.abs(effect.estimate - 1) / standardError(effect),
    );

  it("the outcome model, or propensity and missingness both, is made up for by the other; not both sides", () => {
    expect(Math.max(...misses({ outcome: 1 }))).toBeLessThan(3);
    expect(Math.max(...misses({ weights: 0.4 }))).toBeLessThan(3);
    expect(Math.min(...misses({ outcome: 1, weights: 0.4 }))).toBeGreaterThan(5);
  });
});

describe("a design with missing outcomes", () => {
  const columns = world(9, 400);
  const { missingness: _, ...plain } = columns;
  const design = designFromColumns(plain);
  const { effect, weighting } = targetedMeans(design, undefined);
  const rounding = { relative: 1e-9, because: "the same estimate, sums in another order" };

  it("reads no outcome where none is observed, and models it by the adjustment terms unless told otherwise", () => {
    const placed = columns.outcome as number[];
    const other = designFromColumns({ ...columns, outcome: placed.map((y) => (Number.isNaN(y) ? 1e6 : y)) });
    expect(targetedMeans(other, undefined).effect).toEqual({ ...effect, sample: other.sample });
    const bare = designFromColumns({ ...columns, missingness: {} });
    expect(nuisanceModels(bare).missingness()!.fit.terms).toEqual(["intercept", "treatment"]);
    expect(targetedMeans(bare, undefined).effect.estimate).not.toBe(effect.estimate);
    const all = designFromColumns({
      ...plain,
      outcome: placed.map((y) => y || 0),
      observed: placed.map(() => 1),
    });
    expect(nuisanceModels(all).missingness()).toBeUndefined();
  });

  it("has weights of 0 there, and mean 1 over the rest of each arm", () => {
    const observed = columns.observed as number[];
    expect(observed.every((seen, row) => weighting!.weight[row]! > 0 === (seen === 1))).toBe(true);
    const sum = weighting!.weight.reduce((all, weight) => all + weight, 0);
    assertClose(sum / observed.filter((seen) => seen === 1).length, 1, {
      absolute: 0.05,
      because: "stabilised weights average 1 up to sampling",
    });
  });

  it("is resampled, shared and cut as one without", () => {
    const times = Float64Array.from(columns.observed, (_, row) => (row * 7) % 3);
    const copied = Array.from(times).flatMap((count, row) => Array.from({ length: count }, () => row));
    const at = (values: ArrayLike<number>) => copied.map((row) => values[row]!);
    const written = designFromColumns({
      treatment: at(columns.treatment),
      outcome: at(columns.outcome),
      observed: at(columns.observed),
      covariates: { z: at(columns.covariates.z!) },
      missingness: { z: at(columns.missingness.z!) },
    });
    const drawn = resampledDesign(designFromColumns(columns), times);
    const expected = targetedMeans(written, undefined).effect.estimate;
    assertClose(targetedMeans(drawn, undefined).effect.estimate, expected, rounding);
    const whole = designFromColumns(columns);
    expect(targetedMeans(shareDesign(whole), undefined).effect).toEqual(
      targetedMeans(whole, undefined).effect,
    );
    const shift = targetedMeans(designWithoutRow(whole, 5), undefined).effect.estimate - effect.estimate;
    assertClose(shift, -effect.influence[5]! / 400, {
      absolute: 2e-4,
      because: "one row of 400: to first order its influence",
    });
  });

  it("is refused by estimators without a model of that, and by name", () => {
    for (const { name, estimate } of Object.values(estimators)) {
      if (name === "tmle" || name === "aipw") continue;
      expect(() => estimate(design)).toThrow(
        expect.objectContaining({ name: "NotEstimableError", code: "estimator.missing-outcomes" }),
      );
    }
    const models = nuisanceModels(design);
    const random = createRandom(1, "unused");
    const others: readonly (() => unknown)[] = [
      () => companionFit(design),
      () => representerRows(design, models),
      () => weightedMsmRunner(design),
      () => placeboDifferences(design, models.propensity().propensity, { draws: 2, random }),
      () => plasmode(models, [estimators.ipw], { pairs: 2, seed: 1 }),
      () => spillOver(design, { group: new Float64Array(400), othersTreated: new Float64Array(400) }),
      () => augmentedMeans(design, models.outcome(), 400, { propensity: models.propensity() }),
    ];
    for (const call of others)
      expect(call).toThrow(expect.objectContaining({ code: "estimator.missing-outcomes" }));
    const none = designFromColumns({
      ...plain,
      observed: (columns.treatment as number[]).map((a, row) => (a === 1 ? 0 : columns.observed[row]!)),
    });
    expect(() => targetedMeans(none, undefined)).toThrow(
      expect.objectContaining({
        code: "estimator.no-outcomes",
        message: expect.stringContaining("observed in 0 of the"),
      }),
    );
    expect(() => targetedMeans(design, undefined, { bounds: 0 } as never)).toThrow('did you mean "bound"?');
    expect(() => targetedMeans(design, undefined, { variance: "efficent" } as never)).toThrow(
      expect.objectContaining({ code: "call.argument" }),
    );
    expect(() => targetedMeans(design, undefined, { outcome: { Link: "identity" } } as never)).toThrow(
      expect.objectContaining({ code: "tmle.option" }),
    );
    expect(() => targetedMeans(design, undefined, { outcome: { link: "probit" } } as never)).toThrow(
      expect.objectContaining({ code: "call.argument" }),
    );
    const augmented = (options: object) => () => augmentedMeans(design, models.outcome(), 400, options);
    expect(augmented({ propensty: models.propensity() })).toThrow('did you mean "propensity"?');
    expect(augmented({ variance: "efficent" })).toThrow(expect.objectContaining({ code: "call.argument" }));
    for (const bound of [-0.1, 0.5, Number.NaN])
      expect(() => targetedMeans(design, undefined, { bound })).toThrow(
        expect.objectContaining({ code: "tmle.bound" }),
      );
  });
});
