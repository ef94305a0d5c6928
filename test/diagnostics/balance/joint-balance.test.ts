import { describe, expect, it } from "vitest";
import { energyDistance } from "../../../src/diagnostics/balance/energy-distance.js";
import { mahalanobisBalance } from "../../../src/diagnostics/balance/mahalanobis-balance.js";
import { overlapCoefficient } from "../../../src/diagnostics/balance/overlap-coefficient.js";
import { treatmentCorrelations } from "../../../src/diagnostics/balance/treatment-correlations.js";
import { normalCdf } from "../../../src/numeric/normal-distribution.js";
import { createRandom } from "../../../src/numeric/random.js";
import { assertClose } from "../../assert-close.js";

const exact = { relative: 1e-12, absolute: 1e-14, because: "closed form on a few rows" };

/** Rows whose treatment shifts x by `shift`. */
function drawn(n: number, shift: number) {
  const random = createRandom(11, "joint balance", shift);
  const treatment = Float64Array.from({ length: n }, () => Number(random.uniform() < 0.3));
  const x = treatment.map((a) => shift * a + random.normal());
  const z = x.map((value) => value + random.normal());
  return { treatment, covariates: { x, z }, weights: treatment.map(() => 0.2 + random.uniform()) };
}

describe("energy distance", () => {
  it("is that of hand-worked pairs", () => {
    // treated 0, 2; control 1, 3; deviation √(5/3); 2·1.5 - 1 - 1 = 1; to all 2·1.25 - 1 - 1.25 = 1/4
    const found = energyDistance({
      treatment: [1, 1, 0, 0],
      covariates: { x: [0, 2, 1, 3], constant: [5, 5, 5, 5] },
    });
    const unit = Math.sqrt(5 / 3);
    assertClose(found.treatedToControl, 1 / unit, exact);
    assertClose(found.treatedToAll, 0.25 / unit, exact);
    assertClose(found.controlToAll, 0.25 / unit, exact);
    assertClose(found.total, 1.5 / unit, exact);
    expect([found.rows, found.of]).toEqual([4, 4]);
  });

  it("is near itself on a sample of rows, the same each time", () => {
    const spec = drawn(2500, 1);
    const whole = energyDistance(spec);
    const part = energyDistance({ ...spec, maximumRows: 1000 });
    expect([part.rows, part.of]).toEqual([1000, 2500]);
    const drawn8 = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (seed) => energyDistance({ ...spec, maximumRows: 1000, seed }).treatedToControl,
    );
    assertClose(drawn8.reduce((sum, value) => sum + value, 0) / 8, whole.treatedToControl, {
      relative: 0.12,
      because: "the mean of eight samples of 1,000 rows; one is off by 12 % as a rule",
    });
    expect(energyDistance({ ...spec, maximumRows: 1000 })).toEqual(part);
    expect(energyDistance({ ...spec, maximumRows: 1000, seed: 2 })).not.toEqual(part);
    expect(() => energyDistance({ ...spec, maximumRows: 3 })).toThrow(
      expect.objectContaining({ code: "diagnostics.maximum-rows" }),
    );
  });
});

describe("Mahalanobis distance of means", () => {
  it("is the standardised difference of a single covariate", () => {
    const found = mahalanobisBalance({
      treatment: [1, 1, 0, 0],
      covariates: { x: [1, 5, 2, 6] },
      weights: [3, 1, 1, 1],
    });
    assertClose(found.unweighted, 1 / Math.sqrt(8), exact);
    assertClose(found.weighted, 2 / Math.sqrt(8), exact);
  });

  it("does not change under linear maps, and names what is a combination of others", () => {
    const { treatment, covariates, weights } = drawn(300, 0.5);
    const { x, z } = covariates;
    const one = mahalanobisBalance({ treatment, covariates, weights });
    const other = mahalanobisBalance({
      treatment,
      covariates: { sum: x.map((v, r) => 3 * v + z[r]!), z, twice: z.map((v) => 2 * v) },
      weights,
    });
    assertClose(other.unweighted, one.unweighted, { relative: 1e-9, because: "same space, other columns" });
    assertClose(other.weighted, one.weighted, { relative: 1e-9, because: "same space, other columns" });
    expect(other.aliased).toEqual(["twice"]);
  });
});

describe("overlap coefficient", () => {
  it("is near 2Φ(-shift/2) for two normal distributions, 1 for the same values, 0 for ranges apart", () => {
    const { treatment, covariates } = drawn(20_000, 1);
    // a kernel of Scott's width widens both densities a little
    assertClose(overlapCoefficient(covariates.x, treatment), 2 * normalCdf(-0.5), {
      absolute: 0.02,
      because: "20,000 draws; the kernel widens the densities",
    });
    assertClose(overlapCoefficient([1, 2, 4, 1, 2, 4], [1, 1, 1, 0, 0, 0]), 1, exact);
    expect(overlapCoefficient([1, 2, 3, 7, 8, 9], [1, 1, 1, 0, 0, 0])).toBe(0);
  });

  it("stands an arm that does not vary, and far values", () => {
    const found = overlapCoefficient([1, 1, 0.5, 1, 2, 1e6], [1, 1, 0, 0, 0, 0]);
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThanOrEqual(1);
  });
});

describe("correlation with a treatment of many values", () => {
  it("is 1 and -1 for lines, 0 for a constant, and in the units asked for", () => {
    const treatment = [1, 2, 3, 4];
    const covariates = { up: [2, 4, 6, 8], down: [4, 3, 2, 1], constant: [1, 1, 1, 1] };
    expect(
      treatmentCorrelations({ treatment, covariates }).map(
        ({ correlation }) => Math.round(correlation * 1e12) / 1e12,
      ),
    ).toEqual([1, -1, 0]);
    // weights 1, 1, 0, 0: weighted covariance 1 of `up` over deviations √(5/3) and 2 √(5/3) before weighting
    const weights = [1, 1, 0, 0];
    const of = (denominator: "all" | "weighted") =>
      treatmentCorrelations({ treatment, covariates, weights, denominator })[1]!.correlation;
    assertClose(of("all"), 1 / (2 * (5 / 3)), exact);
    assertClose(of("weighted"), 1, exact);
    expect(() => treatmentCorrelations({ treatment: [1, 1, 1, 1], covariates })).toThrow(
      expect.objectContaining({ code: "diagnostics.constant-treatment" }),
    );
    expect(() => treatmentCorrelations({ treatment, covariates, weights: [1, 0, 0, 0] })).toThrow(
      expect.objectContaining({ code: "diagnostics.weight" }),
    );
  });
});
