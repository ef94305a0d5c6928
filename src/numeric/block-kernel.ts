import type { BlockKernel } from "./block-arithmetic.js";
import { accumulateGram, blockRows } from "./gram.js";
import { addProduct, addTransposedProduct } from "./products.js";
import { lender } from "./simd/lender.js";
import { simdKernel } from "./simd/simd-kernel.js";

const lendKernel = lender(simdKernel);

/**
 * Lends a block kernel to `work`: 128-bit WebAssembly where the machine has it and the block has at most 256 columns,
 * else plain JavaScript. The choice is by capability alone, so a machine type gives the same bytes every time; the two
 * differ in the order of additions (about 1e-15 relative, asserted to 1e-12). One instance a thread is made and used
 * again; a nested call gets its own.
 */
export function withBlockKernel<T>(
  columns: number,
  work: (kernel: BlockKernel) => T,
  capability: "best" | "javascript" = "best",
): T {
  if (capability === "javascript") return work(scalarKernel(columns));
  return lendKernel((simd) =>
    work(
      simd !== undefined && columns <= simd.mostColumns ? simd.forColumns(columns) : scalarKernel(columns),
    ),
  );
}

function scalarKernel(columns: number): BlockKernel {
  const values = new Float64Array(blockRows * columns);
  const weighted = new Float64Array(blockRows * columns);
  const gram = new Float64Array(columns * columns);
  return {
    columns,
    values,
    standardise(rows, centre, factor) {
      for (let j = 0; j < columns; j++) {
        const c = centre[j]!;
        const f = factor[j]!;
        for (let k = j * blockRows, end = k + rows; k < end; k++) values[k] = (values[k]! - c) * f;
      }
    },
    clearGram: () => gram.fill(0),
    addGram: (rows, weight) => accumulateGram(values, rows, columns, weight, weighted, gram),
    readGram: () => gram.slice(),
    product(rows, v, out) {
      out.fill(0, 0, rows);
      addProduct(values, blockRows, rows, columns, v, out);
    },
    addTransposed: (rows, u, out) => addTransposedProduct(values, blockRows, rows, columns, u, out),
  };
}
