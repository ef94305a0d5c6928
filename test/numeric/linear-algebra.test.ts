import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combinationOf, factorise, solve } from "../../src/numeric/cholesky.js";
import { accumulateGram, blockRows } from "../../src/numeric/gram.js";
import { accumulateProduct, multiply } from "../../src/numeric/products.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

function gramOf(columns: readonly (readonly number[])[]): Float64Array {
  const p = columns.length;
  const gram = new Float64Array(p * p);
  for (let j = 0; j < p; j++)
    for (let i = 0; i < p; i++)
      gram[j * p + i] = columns[i]!.reduce((sum, value, r) => sum + value * columns[j]![r]!, 0);
  return gram;
}

describe("accumulateGram", () => {
  it.each([1, 2, 3, 4, 5, 8, 9, 21])("equals the definition with %i columns", (columns) => {
    const random = createRandom(1, "gram", columns);
    const rows = 201;
    const block = new Float64Array(blockRows * columns);
    const weights = Float64Array.from({ length: blockRows }, () => random.uniform());
    for (let j = 0; j < columns; j++)
      for (let r = 0; r < rows; r++) block[j * blockRows + r] = random.normal();
    const gram = new Float64Array(columns * columns);
    accumulateGram(block, rows, columns, weights, new Float64Array(blockRows * columns), gram);
    for (let j = 0; j < columns; j++)
      for (let i = j; i < columns; i++) {
        let sum = 0;
        for (let r = 0; r < rows; r++)
          sum += block[i * blockRows + r]! * weights[r]! * block[j * blockRows + r]!;
        assertClose(gram[j * columns + i]!, sum, {
          absolute: 1e-12,
          because: "sums of 201 products of order 1",
        });
      }
  });
});

describe("factorise and solve", () => {
  it("solves a worked example", () => {
    // G = [4 2; 2 3], b = [10, 9]: x = [1.5, 2]
    const gram = Float64Array.of(4, 2, 2, 3);
    const [x, y] = solve(factorise(gram, 2), Float64Array.of(10, 9));
    assertClose(x!, 1.5, { relative: 1e-15, because: "one rounding" });
    assertClose(y!, 2, { relative: 1e-15, because: "one rounding" });
  });

  it("drops the later of collinear columns, says what it is made of, and solves on without it", () => {
    const a = [1, 1, 1, 1, 1];
    const b = [1, 2, 3, 4, 6];
    const c = a.map((value, r) => 3 * value - 2 * b[r]!);
    const d = [0, 1, 0, 5, 2];
    const gram = gramOf([a, b, c, d]);
    const factor = factorise(gram, 4);
    expect(factor.aliased).toEqual([2]);
    const made = combinationOf(factor, gram, 2);
    [3, -2, 0, 0].forEach((value, k) => {
      assertClose(made[k]!, value, { absolute: 1e-10, because: "c = 3 a - 2 b" });
    });
    const without = solve(factorise(gramOf([a, b, d]), 3), Float64Array.of(1, 2, 3));
    const full = solve(factor, Float64Array.of(1, 2, 99, 3));
    [without[0]!, without[1]!, 0, without[2]!].forEach((value, k) => {
      assertClose(full[k]!, value, { absolute: 1e-10, because: "the third column takes no part" });
    });
  });

  it("decides aliasing alike at any scale of a column", () => {
    fc.assert(
      fc.property(fc.integer({ min: -12, max: 12 }), fc.integer({ min: 0, max: 3 }), (power, which) => {
        const random = createRandom(3, "alias");
        const columns = Array.from({ length: 3 }, () => Array.from({ length: 40 }, () => random.normal()));
        columns.push(columns[0]!.map((value, r) => value + columns[1]![r]!));
        columns[which] = columns[which]!.map((value) => value * 10 ** power);
        expect(factorise(gramOf(columns), 4).aliased).toEqual([3]);
      }),
    );
  });

  it("keeps a column that is nearly but not exactly collinear", () => {
    const random = createRandom(4, "near");
    const a = Array.from({ length: 500 }, () => random.normal());
    const b = a.map((value) => value + 1e-4 * random.normal());
    expect(factorise(gramOf([a, b]), 2).aliased).toEqual([]);
  });
});

describe("products", () => {
  it("equal the definition, and splitting rows changes no bit", () => {
    const random = createRandom(5, "products");
    const matrix = {
      rows: 37,
      columns: 7,
      values: Float64Array.from({ length: 37 * 7 }, () => random.normal()),
    };
    const v = Float64Array.from({ length: 7 }, () => random.normal());
    const u = Float64Array.from({ length: 37 }, () => random.normal());
    const product = new Float64Array(37);
    multiply(matrix, v, product);
    const transposed = new Float64Array(7);
    accumulateProduct(matrix, u, transposed);
    const pieces = new Float64Array(7);
    const slice = (from: number, to: number) => ({
      rows: to - from,
      columns: 7,
      values: Float64Array.from({ length: (to - from) * 7 }, (_, k) => {
        const j = Math.floor(k / (to - from));
        return matrix.values[j * 37 + from + (k % (to - from))]!;
      }),
    });
    accumulateProduct(slice(0, 11), u.subarray(0, 11), pieces);
    accumulateProduct(slice(11, 37), u.subarray(11), pieces);
    expect([...pieces]).toEqual([...transposed]);
    for (let r = 0; r < 37; r++) {
      let sum = 0;
      for (let j = 0; j < 7; j++) sum += matrix.values[j * 37 + r]! * v[j]!;
      assertClose(product[r]!, sum, { absolute: 1e-13, because: "seven products" });
    }
  });
});
