import { describe, expect, it } from "vitest";
import { quantile } from "../../src/numeric/quantile.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, whyAbsent } from "../reference/shared-table.js";

describe("quantile", () => {
  it("interpolates between order statistics at (n - 1) share", () => {
    // sorted 1 2 4 8 at position 3 · 0.25 = 0.75: 1 + 0.75 · (2 - 1)
    expect(quantile([8, 1, 4, 2], 0.25)).toBe(1.75);
    expect(quantile(Float64Array.of(8, 1, 4, 2), 0.5)).toBe(3);
    expect(quantile([8, 1, 4, 2], 1)).toBe(8);
  });

  it("leaves the sample as it was", () => {
    const values = Float64Array.of(3, 1, 2);
    quantile(values, 0.4);
    expect([...values]).toEqual([3, 1, 2]);
  });

  it.skipIf(!referencePresent)(`agrees with R type 7${whyAbsent}`, () => {
    const { x, probs, types } = sharedCase("tidy", "quantile.types");
    probs.forEach((share: number, k: number) => {
      const expected = types[6][k];
      assertClose(quantile(x, share), expected, { relative: 1e-13, because: "same closed form" });
    });
  });

  it.each([
    { values: [], share: 0.5 },
    { values: [1, Number.NaN, 2], share: 0.5 },
    { values: [1, 2], share: 1.01 },
    { values: [1, 2], share: Number.NaN },
  ])("refuses $values at $share", ({ values, share }) => {
    expect(() => quantile(values, share)).toThrowError(expect.objectContaining({ code: "quantile.invalid" }));
  });
});
