import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frequencyQuantiles } from "../../src/numeric/frequency-quantiles.js";
import { quantile } from "../../src/numeric/quantile.js";
import { assertClose } from "../assert-close.js";

describe("frequencyQuantiles", () => {
  it("equals the quantile of the sample written out, near 1 and far from it", () => {
    const entry = fc.record({
      value: fc.oneof(
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.constantFrom(1e-9, 0.5, 0.50001, 1, 1.0001, 7e5),
      ),
      times: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 60 }), (entries) => {
        fc.pre(entries.some(({ times }) => times > 0));
        const values = Float64Array.from(entries, ({ value }) => value);
        const times = Float64Array.from(entries, (one) => one.times);
        const written = entries.flatMap((one) => new Array<number>(one.times).fill(one.value));
        const shares = [0, 0.01, 0.25, 0.5, 0.99, 1];
        frequencyQuantiles(values, times, entries.length, shares).forEach((found, k) => {
          assertClose(found, quantile(written, shares[k]!), {
            relative: 1e-12,
            because: "the same two order statistics",
          });
        });
      }),
      { numRuns: 300 },
    );
    expect(frequencyQuantiles(Float64Array.of(3, 9), Float64Array.of(1, 0), 2, [0.5])).toEqual([3]);
  });
});
