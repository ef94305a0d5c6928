import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/numeric/random.js";
import type { ClusterRows, DrawnClusters } from "../../src/numeric/simd/cluster-arithmetic.js";
import { clusterBufferLength, clusterKernel } from "../../src/numeric/simd/cluster-kernel.js";
import { assertClose } from "../assert-close.js";

/** Clusters of 0, 1, 2, odd, even and more than 512 rows; every array in one shared memory, as the kernel wants it. */
function world(columns: number, weighted: boolean) {
  const sizes = [3, 0, 1, 2, 64, 63, 517, 5];
  const clusters = sizes.length;
  const rows = sizes.reduce((sum, size) => sum + size, 0);
  const groups = 7;
  const memory = new WebAssembly.Memory({ initial: 24, maximum: 24, shared: true });
  let at = 64;
  const place = (bytes: number) => {
    const start = at;
    at += 16 * Math.ceil(bytes / 16);
    return start;
  };
  const doubles = (length: number) => new Float64Array(memory.buffer, place(8 * length), length);
  const integers = (length: number) => new Int32Array(memory.buffer, place(4 * length), length);
  const random = createRandom(1, "cluster kernel", columns);
  const data: ClusterRows = {
    columns,
    design: doubles(rows * columns).map(() => random.normal()),
    odds: doubles(rows),
    outcome: doubles(rows),
    weight: weighted ? doubles(rows) : null,
    starts: integers(clusters + 1),
    group: integers(rows),
  };
  const design = doubles(rows * columns);
  for (let k = 0; k < design.length; k++) design[k] = random.normal();
  sizes.forEach((size, u) => {
    data.starts[u + 1] = data.starts[u]! + size;
  });
  for (let r = 0; r < rows; r++) {
    data.odds[r] = Math.exp(random.normal());
    data.outcome[r] = random.normal();
    data.group[r] = random.integer(groups);
    if (data.weight !== null) data.weight[r] = random.uniform();
  }
  const list = integers(6);
  list.set([0, 1, 2, 4, 5, 6]);
  const counts = doubles(6);
  counts.set([1, 2, 1, 3, 1, 2]);
  const drawn: DrawnClusters = { list, counts, clusters: 6 };
  const drawnRows = 3 + 0 + 1 + 64 + 63 + 517;
  return {
    memory,
    rows: { ...data, design },
    drawn,
    buffer: doubles(clusterBufferLength),
    shift: doubles(columns),
    gradient: doubles(columns),
    share: doubles(groups).fill(0.3),
    total: doubles(2 * groups),
    buckets: doubles(2048),
    raw: doubles(drawnRows),
    third: doubles((columns * (columns + 1) * (columns + 2)) / 6),
    scores: doubles(clusters * columns),
    information: doubles((clusters * columns * (columns + 1)) / 2),
  };
}

/** Everything a kernel does. */
function exercise(columns: number, weighted: boolean, capability: "best" | "javascript") {
  const w = world(columns, weighted);
  const random = createRandom(2, "shift", columns);
  for (let j = 0; j < columns; j++) w.shift[j] = 0.3 * random.normal();
  const kernel = clusterKernel(w.memory, capability)(w.buffer);
  kernel.score(w.rows, w.drawn, w.shift, w.gradient);
  const most = kernel.inverseWeights(w.rows, w.drawn, w.shift, w.share, w.raw);
  kernel.clusterScores(w.rows, w.scores, w.information);
  const added = new Float64Array(w.gradient.length);
  const groups = w.total.slice();
  kernel.addToGroups(w.rows, w.drawn, w.total);
  groups.set(w.total);
  kernel.addMoments(w.rows, w.drawn, w.raw, 0.4, 1.2, w.total.fill(0));
  const moments = w.total.slice();
  kernel.addToBuckets(w.rows, w.drawn, w.raw, 1020 * 512, w.buckets);
  added.set(w.gradient);
  kernel.addClusters(w.scores, columns, w.drawn, w.gradient.fill(0));
  kernel.thirdMoments(w.rows, 2, w.third);
  const found: number[] = [];
  const next = (from: number) => kernel.nextInBuckets(w.raw, from, w.raw.length, 1021 * 512, 1023 * 512);
  for (let at = next(0); at < w.raw.length; at = next(at + 1)) found.push(at);
  const advanced = kernel.advanceOdds(w.rows, w.shift);
  return {
    third: w.third.slice(),
    found: Float64Array.from(found),
    advanced: Float64Array.of(advanced),
    odds: w.rows.odds.slice(),
    score: added,
    raw: w.raw.slice(),
    most: Float64Array.of(most),
    scores: w.scores.slice(),
    information: w.information.slice(),
    groups,
    moments,
    buckets: w.buckets.slice(),
    added: w.gradient.slice(),
  };
}

describe("clusterKernel", () => {
  it.each([1, 2, 3, 4, 5, 13, 40])(
    "gives in WebAssembly what plain JavaScript gives, %i columns",
    (columns) => {
      for (const weighted of [false, true]) {
        const fast = exercise(columns, weighted, "best");
        const plain = exercise(columns, weighted, "javascript");
        for (const key of Object.keys(plain) as (keyof typeof plain)[]) {
          const size = plain[key].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
          expect(size).toBeGreaterThan(0);
          fast[key].forEach((value, k) => {
            assertClose(value, plain[key][k]!, {
              relative: 1e-12,
              absolute: 1e-13 * size,
              because: "only the order of additions and the last place of exp differ",
            });
          });
        }
      }
    },
  );

  it("sums, at no shift, what the clusters' own scores add up to", () => {
    const w = world(5, true);
    const kernel = clusterKernel(w.memory)(w.buffer);
    kernel.clusterScores(w.rows, w.scores, w.information);
    kernel.addClusters(w.scores, 5, w.drawn, w.gradient);
    const added = w.gradient.slice();
    kernel.score(w.rows, w.drawn, w.shift, w.gradient.fill(0));
    w.gradient.forEach((value, j) => {
      assertClose(value, added[j]!, { absolute: 1e-11, because: "650 additions in another order" });
    });
  });

  it("has exp to 1e-15 over the whole range, and cuts where it would overflow", () => {
    const w = world(1, false);
    w.rows.odds.fill(1);
    w.share.fill(1);
    w.shift[0] = 1;
    const { starts, design } = w.rows;
    for (let k = 0; k < design.length; k++) design[k] = 700 * Math.sin(k);
    const kernel = clusterKernel(w.memory)(w.buffer);
    kernel.inverseWeights(w.rows, w.drawn, w.shift, w.share, w.raw);
    const at = Array.from(w.drawn.list).flatMap((u) =>
      Array.from({ length: starts[u + 1]! - starts[u]! }, (_, r) => starts[u]! + r),
    );
    at.forEach((row, k) => {
      assertClose(w.raw[k]!, 1 + Math.exp(design[row]!), { relative: 2e-15, because: "a few ulp" });
    });
    design.fill(-1e300);
    expect(kernel.inverseWeights(w.rows, w.drawn, w.shift, w.share, w.raw)).toBeLessThan(1e-300);
    design.fill(1e300);
    expect(kernel.inverseWeights(w.rows, w.drawn, w.shift, w.share, w.raw)).toBeGreaterThan(1e300);
    expect(w.raw.every(Number.isFinite)).toBe(true);
  });
});
