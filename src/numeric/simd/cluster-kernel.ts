import type { ClusterKernel } from "./cluster-arithmetic.js";
import { clusterKernelBytes } from "./cluster-kernel-bytes.js";
import { compiledModule } from "./compiled-module.js";
import { scalarClusterKernel } from "./scalar-cluster-kernel.js";

/** As in .config/simd/cluster-kernel.assemblyscript; addresses in bytes. */
interface Exports {
  addClusters(
    matrix: number,
    width: number,
    drawn: number,
    counts: number,
    clusters: number,
    out: number,
  ): void;
  score(
    design: number,
    columns: number,
    starts: number,
    odds: number,
    weight: number,
    drawn: number,
    counts: number,
    clusters: number,
    shift: number,
    buffer: number,
    gradient: number,
  ): void;
  inverseWeights(
    design: number,
    columns: number,
    starts: number,
    odds: number,
    share: number,
    group: number,
    drawn: number,
    clusters: number,
    shift: number,
    buffer: number,
    out: number,
  ): number;
  addToGroups(
    starts: number,
    weight: number,
    group: number,
    drawn: number,
    counts: number,
    clusters: number,
    total: number,
  ): void;
  addToBuckets(
    starts: number,
    drawn: number,
    counts: number,
    clusters: number,
    values: number,
    first: number,
    buckets: number,
    total: number,
  ): void;
  clusterScores(
    design: number,
    columns: number,
    starts: number,
    odds: number,
    weight: number,
    clusters: number,
    buffer: number,
    product: number,
    gradient: number,
    information: number,
  ): void;
  advanceOdds(
    design: number,
    columns: number,
    starts: number,
    odds: number,
    clusters: number,
    shift: number,
    buffer: number,
  ): number;
  nextInBuckets(values: number, from: number, end: number, low: number, high: number): number;
  thirdMoments(
    design: number,
    columns: number,
    starts: number,
    odds: number,
    weight: number,
    clusters: number,
    every: number,
    buffer: number,
    product: number,
    out: number,
  ): void;
  addMoments(
    starts: number,
    weight: number,
    group: number,
    outcome: number,
    drawn: number,
    counts: number,
    clusters: number,
    values: number,
    low: number,
    high: number,
    total: number,
  ): void;
}

/** Doubles of scratch that a call of the kernel needs, in the same memory. */
export const clusterBufferLength = 512;
const chunkBytes = 8 * 256;

const module = compiledModule(clusterKernelBytes);

/**
 * The kernel on one memory that threads share: 128-bit WebAssembly where the machine has it, else plain JavaScript, by
 * capability alone. The two differ in the order of additions and the last place of exp (asserted to 1e-12).
 * @param memory shared; all arrays handed to the kernel are views of it, none at address 0
 */
export function clusterKernel(
  memory: WebAssembly.Memory,
  capability: "best" | "javascript" = "best",
): (buffer: Float64Array) => ClusterKernel {
  if (module === undefined || capability === "javascript") return () => scalarClusterKernel;
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  const address = (values: Float64Array | null) => (values === null ? 0 : values.byteOffset);
  return (buffer) => ({
    addClusters: (matrix, width, { list, counts, clusters }, out) =>
      kernel.addClusters(
        matrix.byteOffset,
        width,
        list.byteOffset,
        counts.byteOffset,
        clusters,
        out.byteOffset,
      ),
    score: (rows, { list, counts, clusters }, shift, gradient) =>
      kernel.score(
        rows.design.byteOffset,
        rows.columns,
        rows.starts.byteOffset,
        rows.odds.byteOffset,
        address(rows.weight),
        list.byteOffset,
        counts.byteOffset,
        clusters,
        shift.byteOffset,
        buffer.byteOffset,
        gradient.byteOffset,
      ),
    inverseWeights: (rows, { list, clusters }, shift, share, out) =>
      kernel.inverseWeights(
        rows.design.byteOffset,
        rows.columns,
        rows.starts.byteOffset,
        rows.odds.byteOffset,
        share.byteOffset,
        rows.group.byteOffset,
        list.byteOffset,
        clusters,
        shift.byteOffset,
        buffer.byteOffset,
        out.byteOffset,
      ),
    addToGroups: (rows, { list, counts, clusters }, total) =>
      kernel.addToGroups(
        rows.starts.byteOffset,
        address(rows.weight),
        rows.group.byteOffset,
        list.byteOffset,
        counts.byteOffset,
        clusters,
        total.byteOffset,
      ),
    addToBuckets: (rows, { list, counts, clusters }, values, first, total) =>
      kernel.addToBuckets(
        rows.starts.byteOffset,
        list.byteOffset,
        counts.byteOffset,
        clusters,
        values.byteOffset,
        first,
        total.length,
        total.byteOffset,
      ),
    clusterScores: (rows, gradient, information) =>
      kernel.clusterScores(
        rows.design.byteOffset,
        rows.columns,
        rows.starts.byteOffset,
        rows.odds.byteOffset,
        address(rows.weight),
        rows.starts.length - 1,
        buffer.byteOffset,
        buffer.byteOffset + chunkBytes,
        gradient.byteOffset,
        information.byteOffset,
      ),
    advanceOdds: (rows, shift) =>
      kernel.advanceOdds(
        rows.design.byteOffset,
        rows.columns,
        rows.starts.byteOffset,
        rows.odds.byteOffset,
        rows.starts.length - 1,
        shift.byteOffset,
        buffer.byteOffset,
      ),
    thirdMoments: (rows, every, out) =>
      kernel.thirdMoments(
        rows.design.byteOffset,
        rows.columns,
        rows.starts.byteOffset,
        rows.odds.byteOffset,
        address(rows.weight),
        rows.starts.length - 1,
        every,
        buffer.byteOffset,
        buffer.byteOffset + chunkBytes,
        out.byteOffset,
      ),
    nextInBuckets: (values, from, end, low, high) =>
      kernel.nextInBuckets(values.byteOffset, from, end, low, high),
    addMoments: (rows, { list, counts, clusters }, values, low, high, total) =>
      kernel.addMoments(
        rows.starts.byteOffset,
        address(rows.weight),
        rows.group.byteOffset,
        rows.outcome.byteOffset,
        list.byteOffset,
        counts.byteOffset,
        clusters,
        values.byteOffset,
        low,
        high,
        total.byteOffset,
      ),
  });
}
