import { describe, expect, it } from "vitest";
import type { Design } from "../../src/design/design.js";
import type { Estimator, EstimatorFit } from "../../src/estimators/estimator.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import { estimators } from "../../src/estimators/registry.js";
import { targetedMeans } from "../../src/estimators/targeted-means.js";
import { standardError } from "../../src/inference/standard-error.js";
import { assertClose } from "../assert-close.js";
import { designOf } from "./design-of.js";
import { simulatedDesign } from "./simulated-design.js";

/** The design with one user's averaging weights multiplied; 0 leaves the user out. */
function reweighted(design: Design, user: number, factor: number): Design {
  const keep = Array.from(design.shards, (shard) => {
    const rows = Array.from({ length: shard.rows }, (_, r) => r).filter(
      (r) => factor > 0 || shard.user[r] !== user,
    );
    const pick = (values: Float64Array) => Float64Array.from(rows, (r) => values[r]!);
    const columns = shard.covariates.columns;
    return {
      ...shard,
      rows: rows.length,
      user: Int32Array.from(rows, (r) => shard.user[r]!),
      day: Int32Array.from(rows, (r) => shard.day[r]!),
      treatment: pick(shard.treatment),
      outcome: pick(shard.outcome),
      averaging: Float64Array.from(rows, (r) => shard.averaging[r]! * (shard.user[r] === user ? factor : 1)),
      covariates: {
        rows: rows.length,
        columns,
        values: Float64Array.from({ length: columns * rows.length }, (_, k) => {
          const j = Math.floor(k / rows.length);
          return shard.covariates.values[j * shard.rows + rows[k % rows.length]!]!;
        }),
      },
    };
  });
  let firstRow = 0;
  const shards = keep.map((shard) => {
    const placed = { ...shard, firstRow };
    firstRow += shard.rows;
    return placed;
  });
  return { ...design, rows: firstRow, shards };
}

/** Estimators whose estimate moves without jumps when a user's weight does. */
const smooth = Object.values(estimators).filter(
  ({ name }) => name !== "aipwCrossFitted" && name !== "propensityStratification",
);

describe("influence", () => {
  it("is what a hand calculation says for arm means", () => {
    // users 0: treated 4; 1: treated 8, untreated 1; 2: untreated 3; 3: no row.
    // Means 6 and 2. Contributions treated: (4 - 6)/2 = -1, (8 - 6)/2 = 1; control: -1/2, 1/2; φ is 4 times that.
    const fit = estimators.naive.estimate(
      designOf(
        [
          { user: 0, treatment: 1, outcome: 4, terms: [] },
          { user: 1, treatment: 1, outcome: 8, terms: [] },
          { user: 1, treatment: 0, outcome: 1, terms: [] },
          { user: 2, treatment: 0, outcome: 3, terms: [] },
        ],
        { users: 4 },
      ),
    );
    expect([fit.treated.estimate, fit.control.estimate, fit.effect.estimate]).toEqual([6, 2, 4]);
    expect([...fit.treated.influence]).toEqual([-4, 4, 0, 0]);
    expect([...fit.control.influence]).toEqual([0, -2, 2, 0]);
    expect([...fit.effect.influence]).toEqual([-4, 6, -2, 0]);
    expect(standardError(fit.effect)).toBe(Math.sqrt(16 + 36 + 4) / 4);
    // without row 0 the treated mean is 8: shift 2; without row 1 it is 4: shift -2; the first of a tie is told
    expect(fit.dominantRows).toEqual([
      { row: 0, shift: 2 },
      { row: 1, shift: -2 },
      { row: 2, shift: -1 },
      { row: 3, shift: 1 },
    ]);
  });

  it("is what a hand calculation says for weighting in a two by two by two table", () => {
    // One row a user. L = 0: 1 of 2 treated; L = 1: 1 of 3 treated. Outcomes below. P = 1/2, 1/3; weights without the
    // numerator treated 2, 3 and untreated 2, 3/2. Means: (2·6 + 3·2)/5 = 3.6 and (2·4 + 1.5·1 + 1.5·3)/5 = 2.8.
    const rows = [
      { user: 0, treatment: 1, outcome: 6, terms: [0] },
      { user: 1, treatment: 0, outcome: 4, terms: [0] },
      { user: 2, treatment: 1, outcome: 2, terms: [1] },
      { user: 3, treatment: 0, outcome: 1, terms: [1] },
      { user: 4, treatment: 0, outcome: 3, terms: [1] },
    ];
    const { treated, control, weighting } = estimators.ipw.estimate(designOf(rows));
    const closed = { absolute: 1e-10, because: "closed form" };
    assertClose(treated.estimate, 3.6, closed);
    assertClose(control.estimate, 2.8, closed);
    // stabilised by 2/5 and 3/5
    [0.8, 1.2, 1.2, 0.9, 0.9].forEach((w, r) => {
      assertClose(weighting!.weight[r]!, w, closed);
    });
    // In a saturated model the mean is Σ_l (n_l / n) Ybar_1l, with φ_i = Ybar_1l - μ_1 + 1(A=1)/p_l (Y - Ybar_1l):
    // only one treated row a level, so φ_i = Ybar_1l - 3.6: 2.4 at L = 0 and -1.6 at L = 1.
    [2.4, 2.4, -1.6, -1.6, -1.6].forEach((value, i) => {
      assertClose(treated.influence[i]!, value, closed);
    });
    // Untreated: Ybar_0 is 4 and 2; φ = 1.2 at L = 0, at L = 1 -0.8 plus 3/2 (Y - 2) for the untreated: -1.5, 1.5.
    [1.2, 1.2, -0.8, -2.3, 0.7].forEach((value, i) => {
      assertClose(control.influence[i]!, value, closed);
    });
  });

  /** Two means and their difference, of any design. */
  type Means = Readonly<Record<"treated" | "control" | "effect", { readonly estimate: number }>>;

  /** Holds each influence against (estimate at weight 1 + h - estimate at 1 - h) / 2h of that user, times the users. */
  function assertDerivative(
    design: Design,
    { treated, control, effect }: Pick<EstimatorFit, "treated" | "control" | "effect">,
    means: (design: Design) => Means,
  ): void {
    const step = 1e-4;
    for (const user of [0, 7, 23, 41, 59]) {
      const up = means(reweighted(design, user, 1 + step));
      const down = means(reweighted(design, user, 1 - step));
      for (const [part, { influence }] of Object.entries({ treated, control, effect })) {
        const at = part as keyof Means;
        assertClose(influence[user]! / design.users, (up[at].estimate - down[at].estimate) / (2 * step), {
          absolute: 1e-7,
          because: "central difference with step 1e-4; estimates are of order 1",
        });
      }
    }
  }

  /** Some outcomes of a design made missing, by the user and the treatment; the missingness model has fewer terms. */
  const partly = (design: Design): Design => ({
    ...design,
    missingnessTerms: design.terms.slice(0, 2),
    shards: Array.from(design.shards, (shard) => {
      const observed = shard.treatment.map((a, r) => ((3 * shard.user[r]! + 2 * r + a) % 5 === 0 ? 0 : 1));
      return {
        ...shard,
        observed,
        outcome: shard.outcome.map((y, r) => (observed[r] === 0 ? Number.NaN : y)),
        missingness: {
          rows: shard.rows,
          columns: 2,
          values: shard.covariates.values.subarray(0, 2 * shard.rows),
        },
      };
    }),
  });

  const exact = [
    ...smooth
      .filter(({ name }) => name !== "ipwTruncated")
      .map(({ name, estimate }) => ({
        name: name as string,
        estimate: (design: Design) => estimate(design),
      })),
    {
      name: "tmle with the clever covariate",
      estimate: (design: Design) => targetedMeans(design, undefined, { fluctuation: "covariate" }),
    },
    {
      name: "tmle with the clever covariate and linear outcomes",
      estimate: (design: Design) =>
        targetedMeans(design, undefined, {
          fluctuation: "covariate",
          outcome: { arms: "together", link: "identity" },
        }),
    },
  ];
  const missing = [
    ...exact.filter(({ name }) => name.startsWith("tmle") || name === "aipw"),
    {
      name: "tmle with linear outcomes",
      estimate: (design: Design) => targetedMeans(design, undefined, { outcome: { link: "identity" } }),
    },
  ].map((one) => ({ ...one, name: `${one.name} where outcomes are missing`, made: partly }));
  it.each([...exact.map((one) => ({ ...one, made: (design: Design) => design })), ...missing])(
    "of $name is the derivative of the estimate with respect to each user's weight",
    ({ estimate, made }) => {
      const design = made(simulatedDesign({ seed: 11, users: 60, daysPerUser: 4, terms: 3 }));
      assertDerivative(design, estimate(design), estimate);
    },
  );

  it("of ipwTruncated is that derivative with the cuts held fixed, the numerator estimated again", () => {
    const design = simulatedDesign({ seed: 11, users: 60, daysPerUser: 4, terms: 3 });
    const fit = estimators.ipwTruncated.estimate(design);
    const low = Math.min(...fit.weighting!.weight);
    const high = Math.max(...fit.weighting!.weight);
    expect(fit.weighting!.truncatedRows).toBeGreaterThan(2);
    assertDerivative(design, fit, (other) => {
      const { weight } = estimators.ipw.estimate(other).weighting!;
      const sums = { treated: [0, 0], control: [0, 0] };
      for (const { rows, firstRow, treatment, outcome, averaging } of other.shards)
        for (let r = 0; r < rows; r++) {
          const w = averaging[r]! * Math.min(Math.max(weight[firstRow + r]!, low), high);
          const arm = sums[treatment[r] === 1 ? "treated" : "control"];
          arm[0] = arm[0]! + w;
          arm[1] = arm[1]! + w * outcome[r]!;
        }
      const treated = sums.treated[1]! / sums.treated[0]!;
      const control = sums.control[1]! / sums.control[0]!;
      return {
        treated: { estimate: treated },
        control: { estimate: control },
        effect: { estimate: treated - control },
      };
    });
  });

  describe("against a delete-one-user jackknife", () => {
    const design = simulatedDesign({ seed: 12, users: 250, daysPerUser: 4, terms: 2 });
    const n = design.users;
    const without = Array.from({ length: n }, (_, user) => nuisanceModels(reweighted(design, user, 0)));
    const ratio = (estimator: Estimator) => {
      const estimates = without.map((models) => estimator.estimate(models.design, models).effect.estimate);
      const mean = estimates.reduce((sum, value) => sum + value, 0) / n;
      const jackknife = Math.sqrt(
        ((n - 1) / n) * estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0),
      );
      return standardError(estimator.estimate(design).effect) / jackknife;
    };

    it.each(smooth)("has the error of $name", (estimator: Estimator) => {
      assertClose(ratio(estimator), 1, {
        absolute: estimator.name === "ipwTruncated" ? 0.05 : 0.02,
        because:
          "the jackknife exceeds the linear error by terms of order p / n; truncation cuts move in it too",
      });
    });
  });

  it.each(Object.values(estimators).filter(({ name }) => name !== "aipwCrossFitted"))(
    "of $name finds the row whose removal moves the effect most",
    (estimator: Estimator) => {
      const plain = simulatedDesign({ seed: 13, users: 80, daysPerUser: 3, terms: 2 });
      const [shard] = [...plain.shards];
      shard!.outcome[100] = 60;
      const fit = estimator.estimate(plain);
      expect(fit.dominantRows[0]!.row).toBe(100);
      // as if row 100 were a user of its own, left out
      const alone = {
        ...plain,
        users: 81,
        shards: [{ ...shard!, user: shard!.user.map((user, r) => (r === 100 ? 80 : user)) }],
      };
      const without = estimator.estimate(reweighted(alone, 80, 0));
      assertClose(fit.dominantRows[0]!.shift, without.effect.estimate - fit.effect.estimate, {
        relative: estimator.name === "naive" ? 1e-10 : 0.12,
        because: "one step; exact for arm means",
      });
    },
  );
});
