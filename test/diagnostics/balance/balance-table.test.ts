import { describe, expect, it } from "vitest";
import { balanceSummary } from "../../../src/diagnostics/balance/balance-summary.js";
import { balanceTable } from "../../../src/diagnostics/balance/balance-table.js";
import { standardizedMeanDifferences } from "../../../src/diagnostics/standardized-mean-difference.js";
import { createRandom } from "../../../src/numeric/random.js";
import { assertClose } from "../../assert-close.js";

const exact = { relative: 1e-12, because: "closed form on four rows" };

/** Treated 1 and 5 with weights 3 and 1, control 2 and 6. */
const four = { treatment: [1, 1, 0, 0], covariates: { x: [1, 5, 2, 6] }, weights: [3, 1, 1, 1] };

describe("balance table", () => {
  it("has hand-worked means, differences, variance ratios and distances", () => {
    const [plain, weighted] = balanceTable(four).rows;
    // variances 8 and 8, pooled √8; F1 - F0 at 1, 2, 5, 6: 1/2, 0, 1/2, 0
    expect(plain).toMatchObject({ kind: "continuous", treatedMean: 3, controlMean: 4, difference: -1 });
    assertClose(plain!.standardizedMeanDifference!, -1 / Math.sqrt(8), exact);
    assertClose(plain!.varianceRatio!, 1, exact);
    assertClose(plain!.kolmogorovSmirnov, 0.5, exact);
    // weighted treated mean 2, Σw(x-m)² = 12, times 4 / (16 - 10) is 8; F1 - F0: 3/4, 1/4, 1/2, 0
    expect(weighted).toMatchObject({ sample: "weighted", treatedMean: 2, controlMean: 4, difference: -2 });
    assertClose(weighted!.treatedDeviation, Math.sqrt(8), exact);
    assertClose(weighted!.standardizedMeanDifference!, -2 / Math.sqrt(8), exact);
    assertClose(weighted!.kolmogorovSmirnov, 0.75, exact);
  });

  it.each([
    ["pooled", 8],
    ["treated", 8],
    ["control", 8],
    ["all", 17 / 3],
    ["weighted", 19 / 3],
  ] as const)("takes the unit from the %s sample, one for both", (denominator, variance) => {
    for (const row of balanceTable({ ...four, denominator }).rows)
      assertClose(row.denominator, Math.sqrt(variance), exact);
  });

  it("tells rows and effective rows of each arm", () => {
    const { arms } = balanceTable(four);
    expect(arms.map(({ arm, sample, rows, effective }) => [sample, arm, rows, effective])).toEqual([
      ["unweighted", "treated", 2, 2],
      ["unweighted", "control", 2, 2],
      ["weighted", "treated", 2, 1.6],
      ["weighted", "control", 2, 2],
    ]);
    expect(balanceTable({ treatment: four.treatment, covariates: four.covariates }).rows).toHaveLength(1);
  });

  it("gives binary covariates either variance, and no variance ratio", () => {
    const binary = { treatment: [1, 1, 1, 0, 0, 0], covariates: { b: [1, 1, 0, 1, 0, 0] } };
    const [sample] = balanceTable(binary).rows;
    // each arm: p(1-p) = 2/9, with n - 1: 1/3
    assertClose(sample!.standardizedMeanDifference!, 1 / 3 / Math.sqrt(1 / 3), exact);
    const [share] = balanceTable({ ...binary, binaryVariance: "p(1-p)" }).rows;
    assertClose(share!.standardizedMeanDifference!, 1 / 3 / Math.sqrt(2 / 9), exact);
    expect(share).toMatchObject({ kind: "binary", varianceRatio: null });
    assertClose(share!.kolmogorovSmirnov, 1 / 3, exact);
    assertClose(share!.overlapCoefficient, 2 / 3, exact);
  });

  it("has an indicator a level of text, squares, and products that are not always 0", () => {
    const treatment = [1, 1, 1, 0, 0, 0];
    const covariates = {
      x: [1, 2, 3, 4, 5, 6],
      kind: ["a", "b", "c", "a", "b", "c"],
      sex: ["m", "f", "m", "f", "m", "f"],
    };
    const names = (squaresAndInteractions: boolean) =>
      balanceTable({ treatment, covariates, squaresAndInteractions }).rows.map((row) => row.covariate);
    expect(names(false)).toEqual(["x", "kind_a", "kind_b", "kind_c", "sex_m"]);
    expect(names(true).slice(5)).toEqual([
      "x²",
      ...["x × kind_a", "x × kind_b", "x × kind_c", "x × sex_m"],
      ...["kind_a × sex_m", "kind_b × sex_m", "kind_c × sex_m"],
    ]);
    const square = balanceTable({ treatment, covariates, squaresAndInteractions: true }).rows[5]!;
    assertClose(square.treatedMean, 14 / 3, exact);
    assertClose(square.controlMean, 77 / 3, exact);
  });

  it("is 0 for a constant, and has no unit where the reference arm does not vary", () => {
    const rows = balanceTable({
      treatment: [1, 1, 0, 0],
      covariates: { constant: [0.1, 0.1, 0.1, 0.1], one: [1, 1, 0, 1] },
      denominator: "treated",
    }).rows;
    expect(rows.map((row) => row.standardizedMeanDifference)).toEqual([0, null]);
    expect(rows[0]!.overlapCoefficient).toBe(1);
    expect(() => balanceSummary(rows)).toThrow(expect.objectContaining({ code: "diagnostics.no-unit" }));
  });

  it("agrees with the standardised differences that gates judge", () => {
    const random = createRandom(3, "balance");
    const n = 200;
    const treatment = Float64Array.from({ length: n }, () => Number(random.uniform() < 0.4));
    const x = treatment.map((a) => a + random.normal());
    const b = treatment.map((a) => Number(random.uniform() < 0.3 + a / 4));
    const weights = treatment.map(() => 0.1 + random.uniform());
    const values = new Float64Array([...x, ...b]);
    const block = {
      rows: n,
      user: Int32Array.from(x.keys()),
      treatment,
      averaging: new Float64Array(n).fill(1),
      weight: weights,
      covariates: { rows: n, columns: 2, values },
    };
    const columns = ["x", "b"].map((name, column) => ({ name, column }));
    const judged = standardizedMeanDifferences([block], columns, n);
    const { rows } = balanceTable({ treatment, covariates: { x, b }, weights });
    judged.forEach(({ unweighted, weighted }, k) => {
      assertClose(rows[2 * k]!.standardizedMeanDifference!, unweighted.standardizedMeanDifference, exact);
      assertClose(rows[2 * k + 1]!.standardizedMeanDifference!, weighted.standardizedMeanDifference, exact);
    });
  });

  it("does not know the scale of weights, and a weight of 2 is a row twice but for the variance's freedom", () => {
    const scaled = balanceTable({ ...four, weights: four.weights.map((w) => 7 * w) }).rows[1]!;
    const once = balanceTable(four).rows[1]!;
    for (const key of ["treatedMean", "standardizedMeanDifference", "kolmogorovSmirnov"] as const)
      assertClose(scaled[key]!, once[key]!, exact);
    const twice = balanceTable({
      treatment: [1, 1, 1, 1, 0, 0],
      covariates: { x: [1, 1, 1, 5, 2, 6] },
    }).rows[0]!;
    assertClose(twice.kolmogorovSmirnov, once.kolmogorovSmirnov, exact);
    assertClose(twice.difference, once.difference, exact);
  });

  it.each([
    ["diagnostics.lengths", { covariates: { x: [1, 2] } }],
    ["diagnostics.lengths", { weights: [1] }],
    ["diagnostics.missing", { covariates: { x: [1, Number.NaN, 2, 3] } }],
    ["diagnostics.treatment", { treatment: [1, 2, 0, 0] }],
    ["diagnostics.weight", { weights: [1, -1, 1, 1] }],
    ["diagnostics.empty-arm", { treatment: [1, 0, 0, 0] }],
    ["diagnostics.empty-arm", { weights: [0, 0, 1, 1] }],
  ])("refuses with %s", (code, change) => {
    expect(() => balanceTable({ ...four, ...change })).toThrow(expect.objectContaining({ code }));
  });
});

describe("summary of balance", () => {
  it("has mean, largest and root mean square over covariates, and names the worst", () => {
    // standardised differences -1 / √8 of x and 4 / √8 of z
    const { rows } = balanceTable({
      treatment: four.treatment,
      covariates: { x: [1, 5, 2, 6], z: [6, 10, 2, 6] },
    });
    const [found, distance] = balanceSummary(rows);
    expect(found).toMatchObject({ statistic: "standardizedMeanDifference", worst: "z" });
    assertClose(found!.mean, 2.5 / Math.sqrt(8), exact);
    assertClose(found!.max, 4 / Math.sqrt(8), exact);
    assertClose(found!.rms, Math.sqrt((1 + 16) / 2 / 8), exact);
    expect(distance!.statistic).toBe("kolmogorovSmirnov");
    expect(() => balanceSummary([])).toThrow(expect.objectContaining({ code: "diagnostics.no-covariate" }));
  });
});
