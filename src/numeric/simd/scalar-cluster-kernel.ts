import type { ClusterKernel, ClusterRows, DrawnClusters } from "./cluster-arithmetic.js";

/** The cluster kernel in plain JavaScript, for machines without 128-bit WebAssembly. */
export const scalarClusterKernel: ClusterKernel = {
  addClusters(matrix, width, drawn, out) {
    for (let k = 0; k < drawn.clusters; k++) {
      const from = drawn.list[k]! * width;
      for (let j = 0; j < width; j++) out[j] = out[j]! + drawn.counts[k]! * matrix[from + j]!;
    }
  },
  score(rows, drawn, shift, gradient) {
    const { columns, design, odds, weight } = rows;
    forEachRow(rows, drawn, (row, at, stride, count) => {
      const v = odds[row]! * Math.exp(inner(design, at, stride, shift, columns));
      const u = count * (weight === null ? 1 : weight[row]!) * (1 - 1 / (1 + v));
      for (let j = 0; j < columns; j++) gradient[j] = gradient[j]! + u * design[at + j * stride]!;
    });
  },
  inverseWeights(rows, drawn, shift, share, out) {
    const { columns, design, odds, group } = rows;
    let most = 0;
    let k = 0;
    forEachRow(rows, drawn, (row, at, stride) => {
      const v = odds[row]! * Math.exp(inner(design, at, stride, shift, columns));
      out[k++] = share[group[row]!]! * (1 + v);
      if (v > most) most = v;
    });
    return most;
  },
  addToGroups(rows, drawn, total) {
    const { weight, group } = rows;
    forEachRow(rows, drawn, (row, _, __, count) => {
      total[group[row]!] = total[group[row]!]! + count * (weight === null ? 1 : weight[row]!);
    });
  },
  addToBuckets(rows, drawn, values, first, total) {
    const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
    let k = 0;
    forEachRow(rows, drawn, (_, __, ___, count) => {
      const bucket = Math.max(0, Math.min(total.length - 1, (words[2 * k++ + 1]! >>> 11) - first));
      total[bucket] = total[bucket]! + count;
    });
  },
  clusterScores(rows, gradient, information) {
    const { starts, columns: p, design, odds, weight } = rows;
    const all = Int32Array.from({ length: starts.length - 1 }, (_, u) => u);
    all.forEach((u) => {
      const drawn = { list: all.subarray(u, u + 1), counts: Float64Array.of(1), clusters: 1 };
      forEachRow(rows, drawn, (row, at, stride) => {
        const share = 1 / (1 + odds[row]!);
        const residual = (weight === null ? 1 : weight[row]!) * (1 - share);
        let to = (u * p * (p + 1)) / 2;
        for (let j = 0; j < p; j++) {
          const x = design[at + j * stride]!;
          gradient[u * p + j] = gradient[u * p + j]! + residual * x;
          for (let k = j; k < p; k++, to++)
            information[to] = information[to]! + residual * share * x * design[at + k * stride]!;
        }
      });
    });
  },
  advanceOdds(rows, shift) {
    const { columns, design, odds } = rows;
    let most = 0;
    forEachRow(rows, everyCluster(rows, 1), (row, at, stride) => {
      const move = inner(design, at, stride, shift, columns);
      odds[row] = odds[row]! * Math.exp(move);
      most = Math.max(most, Math.abs(move));
    });
    return most;
  },
  thirdMoments(rows, every, out) {
    const { columns: p, design, odds, weight } = rows;
    forEachRow(rows, everyCluster(rows, every), (row, at, stride) => {
      const q = 1 / (1 + odds[row]!);
      const third = (weight === null ? 1 : weight[row]!) * q * (1 - q) * (2 * q - 1);
      let to = 0;
      for (let l = 0; l < p; l++)
        for (let j = l; j < p; j++) {
          const product = third * design[at + l * stride]! * design[at + j * stride]!;
          for (let k = j; k < p; k++, to++) out[to] = out[to]! + product * design[at + k * stride]!;
        }
    });
  },
  nextInBuckets(values, from, end, low, high) {
    const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
    for (let at = from; at < end; at++) {
      const bucket = words[2 * at + 1]! >>> 11;
      if (bucket >= low && bucket <= high) return at;
    }
    return end;
  },
  addMoments(rows, drawn, values, low, high, total) {
    const { weight, group, outcome } = rows;
    let k = 0;
    forEachRow(rows, drawn, (row, _, __, count) => {
      const value = Math.min(Math.max(values[k++]!, low), high);
      const w = count * value * (weight === null ? 1 : weight[row]!);
      const to = 2 * group[row]!;
      total[to] = total[to]! + w;
      total[to + 1] = total[to + 1]! + w * outcome[row]!;
    });
  },
};

function everyCluster({ starts }: ClusterRows, every: number): DrawnClusters {
  const clusters = Math.ceil((starts.length - 1) / every);
  const list = Int32Array.from({ length: clusters }, (_, k) => k * every);
  return { list, counts: new Float64Array(clusters).fill(1), clusters };
}

function forEachRow(
  { starts, columns }: ClusterRows,
  { list, counts, clusters }: DrawnClusters,
  visit: (row: number, at: number, stride: number, count: number) => void,
): void {
  for (let k = 0; k < clusters; k++) {
    const first = starts[list[k]!]!;
    const end = starts[list[k]! + 1]!;
    for (let row = first; row < end; row++)
      visit(row, columns * first + row - first, end - first, counts[k]!);
  }
}

/** x'shift, within what exp takes without overflow. */
function inner(
  design: Float64Array,
  at: number,
  stride: number,
  shift: Float64Array,
  columns: number,
): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) sum += shift[j]! * design[at + j * stride]!;
  return Math.min(Math.max(sum, -700), 700);
}
