import { compiledModule } from "./compiled-module.js";
import { momentKernelBytes } from "./moment-kernel-bytes.js";

/** Sums of products over runs of rows, in 128-bit WebAssembly; its arrays are views of its own memory. */
export interface MomentKernel {
  /** Rows that it holds at a time; columns at `column * mostRows` in `values`, at most 12. */
  readonly mostRows: number;
  readonly mostRuns: number;
  readonly values: Float64Array;
  readonly weight: Float64Array;
  /** First row of each run, and the end of the last. */
  readonly starts: Int32Array;
  /** What is taken off each column. */
  readonly origin: Float64Array;
  /**
   * Σ w z z' of each of the first `runs` runs for z = (1, columns - origin): the lower triangle of a column-major matrix with
   * `side` rows and columns, one after the other. A view that the next call overwrites.
   */
  sums(columns: number, runs: number): { readonly values: Float64Array; readonly side: number };
}

interface Exports {
  runMoments(
    values: number,
    stride: number,
    quads: number,
    weight: number,
    starts: number,
    runs: number,
    origin: number,
    out: number,
  ): void;
}

const mostRows = 1024;
const mostRuns = 256;
const mostQuads = 3;
const mostSide = 4 * mostQuads + 1;

const module = compiledModule(momentKernelBytes);

/** A new kernel, or undefined where the machine has no 128-bit WebAssembly. */
export function momentKernel(): MomentKernel | undefined {
  if (module === undefined) return undefined;
  // two numbers beyond each array may be read
  const lengths = [
    4 * mostQuads * mostRows + 2,
    mostRows + 2,
    mostRuns + 2,
    mostSide,
    mostRuns * mostSide ** 2,
  ];
  const at = lengths.map((_, k) => 8 * lengths.slice(0, k).reduce((sum, length) => sum + length, 0));
  const bytes = at.at(-1)! + 8 * lengths.at(-1)!;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  const doubles = (k: number) => new Float64Array(memory.buffer, at[k], lengths[k]);
  const out = doubles(4);
  return {
    mostRows,
    mostRuns,
    values: doubles(0),
    weight: doubles(1),
    starts: new Int32Array(memory.buffer, at[2], mostRuns + 1),
    origin: doubles(3),
    sums(columns, runs) {
      const quads = Math.ceil(columns / 4);
      kernel.runMoments(at[0]!, 8 * mostRows, quads, at[1]!, at[2]!, runs, at[3]!, at[4]!);
      return { values: out, side: 4 * quads + 1 };
    },
  };
}
