import { expect, it } from "vitest";
import { clusterMoments } from "../../src/estimators/marginal-structural-model/cluster-moments.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

it.each([1, 2, 4, 5, 9])("sums in WebAssembly what plain JavaScript sums, %i columns", (count) => {
  // runs of one row, odd, even and longer than the kernel holds, more of them than it takes, and clusters that come again
  const lengths = [1, 2, 63, 2500, 7, ...Array.from({ length: 600 }, (_, k) => 1 + (k % 3))];
  const runs = [0];
  for (const length of lengths) runs.push(runs.at(-1)! + length);
  const rows = runs.at(-1)!;
  const random = createRandom(1, "moments", count);
  const normals = () => Float64Array.from({ length: rows }, () => random.normal());
  const columns = Array.from({ length: count }, normals);
  const weights = normals().map((value, r) => (r % 11 === 0 ? 0 : Math.exp(value)));
  const origin = Float64Array.from(columns, (values) => values[0]!);
  const clusters = { of: Int32Array.from(lengths, (_, k) => k % 200), count: 200 };
  const fast = clusterMoments(columns, origin, weights, runs, clusters);
  const plain = clusterMoments(columns, origin, weights, runs, clusters, "javascript");
  expect(plain.some((value) => value !== 0)).toBe(true);
  fast.forEach((value, k) => {
    assertClose(value, plain[k]!, {
      relative: 1e-12,
      absolute: 1e-10,
      because: "only the order of additions of up to 2,500 products differs",
    });
  });
});
