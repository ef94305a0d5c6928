import { describe, expect, it } from "vitest";
import { balanceTable } from "../../../src/diagnostics/balance/balance-table.js";
import { type ProductColumn, worstProducts } from "../../../src/diagnostics/balance/worst-products.js";
import { assertClose } from "../../assert-close.js";

const rows = 240;
const made = (f: (row: number) => number): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => f(row));
const wave = (row: number, k: number): number => Math.sin(row * k + k);
const treatment = made((row) => (wave(row, 1.7) > 0.2 ? 1 : 0));
const weight = made((row) => 1 + 0.5 * wave(row, 2.3));
/** The spread of `wide` differs between the arms and its mean does not; `far` is far from 0. */
const covariates = {
  wide: made((row) => (treatment[row] === 1 ? 3 : 1) * wave(row, 5.1)),
  far: made((row) => 1e4 + wave(row, 3.3)),
  flag: made((row) => (wave(row, 0.9) > 0 ? 1 : 0)),
  first: made((row) => (row % 3 === 0 ? 1 : 0)),
  second: made((row) => (row % 3 === 1 ? 1 : 0)),
};
const names = Object.keys(covariates);

/** Two blocks of the rows, so that sums are carried over a border. */
const blocks = [
  [0, 100],
  [100, rows],
].map(([from, to]) => {
  const count = to! - from!;
  const values = new Float64Array(count * names.length);
  Object.values(covariates).forEach((column, k) => {
    values.set(column.subarray(from, to), k * count);
  });
  return {
    rows: count,
    user: Int32Array.from({ length: count }, (_, row) => from! + row),
    treatment: treatment.subarray(from, to),
    averaging: new Float64Array(count).fill(1),
    weight: weight.subarray(from, to),
    covariates: { rows: count, columns: names.length, values },
  };
});
const columns: readonly ProductColumn[] = names.map((name, column) => ({ name, column, size: column }));

describe("worstProducts", () => {
  it("gives the squares and products of the balance table, the worst first", () => {
    const found = worstProducts(blocks, columns, { keep: 99, limit: 0.1, mostWork: 1e9 });
    const table = balanceTable({ treatment, covariates, weights: weight, squaresAndInteractions: true }).rows;
    const oracle = table.filter(
      ({ covariate, denominator }) => !names.includes(covariate) && denominator > 0,
    );
    expect(found.worst).toHaveLength(oracle.length / 2);
    expect(found.examined).toBe(11);
    expect(found.skipped).toBe(0);
    for (const { product, unweighted, weighted } of found.worst)
      for (const [sample, value] of [
        ["unweighted", unweighted],
        ["weighted", weighted],
      ] as const) {
        const row = oracle.find((one) => one.covariate === product && one.sample === sample)!;
        assertClose(value, row.standardizedMeanDifference!, {
          relative: 1e-6,
          absolute: 1e-9,
          because:
            "the same sums in another order; the square of 10,000 loses half of its digits in the oracle",
        });
      }
    const sizes = found.worst.map(({ weighted }) => Math.abs(weighted));
    expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
    expect(found.worst[0]!.product).toBe("wide²");
    expect(found.beyond.weighted).toBe(sizes.filter((size) => size > 0.1).length);
  });

  it("looks at the products of the worst covariates only where all would be too much work, and counts the rest", () => {
    const found = worstProducts(blocks, columns, { keep: 99, limit: 0.1, mostWork: 5 * rows });
    expect(found.skipped).toBe(7);
    const products = found.worst.map(({ product }) => product).filter((name) => name.includes("×"));
    expect([...products].sort()).toEqual(["flag × first", "flag × second"]);
    expect(found.worst.map(({ product }) => product)).toEqual(expect.arrayContaining(["wide²", "far²"]));
  });
});
