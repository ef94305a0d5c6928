import { describe, expect, it } from "vitest";
import type { BlockKernel } from "../../src/numeric/block-arithmetic.js";
import { withBlockKernel } from "../../src/numeric/block-kernel.js";
import { createRandom } from "../../src/numeric/random.js";
import { simdKernel } from "../../src/numeric/simd/simd-kernel.js";
import { assertClose } from "../assert-close.js";

/** Everything a kernel does to blocks of so many rows, twice over so that scratch is met dirty. */
function exercise(kernel: BlockKernel, rows: number) {
  const random = createRandom(1, "kernel", kernel.columns, rows);
  const draw = (length: number) => Float64Array.from({ length }, () => random.normal());
  kernel.clearGram();
  const transposed = new Float64Array(kernel.columns);
  const product = new Float64Array(256);
  for (let pass = 0; pass < 2; pass++) {
    for (let j = 0; j < kernel.columns; j++) kernel.values.set(draw(rows), j * 256);
    kernel.standardise(rows, draw(kernel.columns), draw(kernel.columns));
    const weight = draw(256).map(Math.abs);
    kernel.addGram(rows, weight);
    kernel.addTransposed(rows, draw(256), transposed);
    kernel.product(rows, draw(kernel.columns), product);
  }
  const values = kernel.values.filter((_, k) => k % 256 < rows);
  const gram = kernel.readGram().filter((_, k) => k % kernel.columns >= Math.floor(k / kernel.columns));
  return { gram, transposed, product: product.slice(0, rows), values };
}

describe("withBlockKernel", () => {
  const simd = simdKernel();
  const missing = simd === undefined ? " (skipped: no 128-bit WebAssembly here)" : "";

  it.skipIf(simd === undefined)(`gives in WebAssembly what plain JavaScript gives${missing}`, () => {
    for (const columns of [1, 2, 3, 4, 5, 7, 12, 13, 41, 100, 256])
      for (const rows of [1, 2, 37, 255, 256]) {
        const fast = withBlockKernel(columns, (kernel) => exercise(kernel, rows));
        const plain = withBlockKernel(columns, (kernel) => exercise(kernel, rows), "javascript");
        for (const key of ["gram", "transposed", "product", "values"] as const) {
          expect(fast[key].length).toBe(plain[key].length);
          const size = plain[key].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
          fast[key].forEach((value, k) => {
            assertClose(value, plain[key][k]!, {
              relative: 1e-12,
              absolute: 1e-13 * size,
              because: "only the order of additions differs",
            });
          });
        }
      }
  });

  it("gives a nested call memory of its own, takes wide designs, and gives the kernel back after an error", () => {
    withBlockKernel(3, (outer) => {
      outer.values.fill(2);
      withBlockKernel(3, (inner) => inner.values.fill(5));
      expect(outer.values.every((value) => value === 2)).toBe(true);
    });
    const wide = withBlockKernel(300, (kernel) => exercise(kernel, 10));
    expect(wide.gram.every(Number.isFinite)).toBe(true);
    const fail = () =>
      withBlockKernel(2, () => {
        throw new Error("stop");
      });
    expect(fail).toThrow("stop");
    expect(withBlockKernel(2, (kernel) => kernel.columns)).toBe(2);
  });

  it("gives the same bytes every time", () => {
    const once = withBlockKernel(13, (kernel) => exercise(kernel, 201));
    const again = withBlockKernel(13, (kernel) => exercise(kernel, 201));
    expect([...again.gram]).toEqual([...once.gram]);
  });
});
