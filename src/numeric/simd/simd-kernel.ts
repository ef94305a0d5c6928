import type { BlockKernel } from "../block-arithmetic.js";
import { blockRows } from "../gram.js";
import { blockKernelBytes } from "./block-kernel-bytes.js";
import { compiledModule } from "./compiled-module.js";

/** One instance of the WebAssembly kernel with its fixed scratch memory (1.6 MB for 256 columns). */
export interface SimdKernel {
  readonly mostColumns: number;
  /** The kernel for a design of so many columns; the scratch of the last one is overwritten. */
  forColumns(columns: number): BlockKernel;
}

interface Exports {
  gram(x: number, wx: number, w: number, rows: number, columns: number, out: number, ld: number): void;
  standardise(x: number, rows: number, columns: number, centre: number, factor: number): void;
  product(x: number, rows: number, columns: number, v: number, out: number): void;
  transposed(x: number, rows: number, columns: number, u: number, out: number): void;
}

const mostColumns = 256;
const doubleBytes = 8;
/** Tiles are 4 x 3: room for columns beyond the last, and for rows of the Gram matrix. */
const paddedColumns = mostColumns + 8;

const module = compiledModule(blockKernelBytes);

/** A new instance, or undefined where the machine has no 128-bit WebAssembly. */
export function simdKernel(): SimdKernel | undefined {
  if (module === undefined) return undefined;
  const blockBytes = paddedColumns * blockRows * doubleBytes;
  const rowBytes = blockRows * doubleBytes;
  const termBytes = paddedColumns * doubleBytes;
  const weightedAt = blockBytes;
  const rowInAt = 2 * blockBytes;
  const rowOutAt = rowInAt + rowBytes;
  const termInAt = rowOutAt + rowBytes;
  const termOutAt = termInAt + termBytes;
  const gramAt = termOutAt + termBytes;
  const bytes = gramAt + paddedColumns * paddedColumns * doubleBytes;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  const view = (at: number, length: number) => new Float64Array(memory.buffer, at, length);
  const block = view(0, paddedColumns * blockRows);
  const rowIn = view(rowInAt, blockRows);
  const rowOut = view(rowOutAt, blockRows);
  const termIn = view(termInAt, paddedColumns);
  const termOut = view(termOutAt, paddedColumns);
  const gram = view(gramAt, paddedColumns * paddedColumns);

  const forRows = (rows: number, values: Float64Array) => {
    rowIn.set(rows === values.length ? values : values.subarray(0, rows));
    if (rows % 2 === 1) rowIn[rows] = 0;
  };
  return {
    mostColumns,
    forColumns(columns) {
      const ld = columns + 4;
      block.fill(0, 0, (columns + 8) * blockRows);
      termIn.fill(0);
      return {
        columns,
        values: block.subarray(0, columns * blockRows),
        standardise(rows, centre, factor) {
          termIn.set(centre);
          termOut.set(factor);
          kernel.standardise(0, rows, columns, termInAt, termOutAt);
          termIn.fill(0, columns, columns + 4);
        },
        clearGram: () => gram.fill(0, 0, ld * (columns + 4)),
        addGram(rows, weight) {
          forRows(rows, weight);
          kernel.gram(0, weightedAt, rowInAt, rows, columns, gramAt, ld);
        },
        readGram() {
          const out = new Float64Array(columns * columns);
          for (let j = 0; j < columns; j++)
            for (let i = j; i < columns; i++) out[j * columns + i] = gram[j * ld + i]!;
          return out;
        },
        product(rows, v, out) {
          termIn.set(v);
          kernel.product(0, rows, columns, termInAt, rowOutAt);
          out.set(rowOut.subarray(0, rows));
        },
        addTransposed(rows, u, out) {
          forRows(rows, u);
          termOut.fill(0, 0, columns + 4);
          kernel.transposed(0, rows, columns, rowInAt, termOutAt);
          for (let j = 0; j < columns; j++) out[j] = out[j]! + termOut[j]!;
        },
      };
    },
  };
}
