import { describe, expect, it } from "vitest";
import { overlap } from "../../src/diagnostics/overlap.js";

describe("overlap", () => {
  it("counts arms in twenty bins and the share outside the bounds", () => {
    // 0.02 and 0.98 lie outside; 0.025 and 0.975 are the bounds themselves and lie inside
    const found = overlap(
      Float64Array.of(0.02, 0.025, 0.5, 0.975, 0.98, 1),
      Float64Array.of(0, 0, 1, 1, 1, 1),
    );
    expect(found.bins).toHaveLength(20);
    expect(found.bins[0]).toEqual({ from: 0, to: 0.05, treated: 0, control: 2 });
    expect(found.bins[10]).toEqual({ from: 0.5, to: 0.55, treated: 1, control: 0 });
    expect(found.bins[19]).toEqual({ from: 0.95, to: 1, treated: 3, control: 0 });
    expect([found.lowest, found.highest, found.shareOutside]).toEqual([0.02, 1, 0.5]);
  });

  it("refuses what is no probability, and no rows at all", () => {
    expect(() => overlap(Float64Array.of(1.2), Float64Array.of(1))).toThrow(
      expect.objectContaining({ code: "diagnostics.propensity" }),
    );
    expect(() => overlap(new Float64Array(0), new Float64Array(0))).toThrow(
      expect.objectContaining({ code: "diagnostics.lengths" }),
    );
  });
});
