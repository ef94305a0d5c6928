import { describe, expect, it } from "vitest";
import { fixedQuota } from "../../src/sources/fixed-quota.js";
import { assertClose } from "../assert-close.js";

/** Whole totals with this mean and this standard deviation: half of the users one above, half one below. */
function totals(users: number, mean: number, deviation: number): Float64Array {
  return Float64Array.from({ length: users }, (_, user) =>
    Math.round(mean + (user % 2 ? deviation : -deviation)),
  );
}

describe("fixedQuota", () => {
  it("works by hand: rows 8, 10, 12 have mean 10, SD 2, coefficient of variation 0.2", () => {
    const found = fixedQuota({
      rows: Float64Array.of(8, 10, 12),
      items: Float64Array.of(8, 9, 12),
      catalogue: 12,
    });
    expect(found).toMatchObject({ users: 3, meanRowsPerUser: 10, catalogue: 12, bound: false });
    assertClose(found.coefficientOfVariation, 0.2, {
      relative: 1e-15,
      because: "exact arithmetic but the root",
    });
    assertClose(found.shareAtCatalogue, 1 / 3, { relative: 1e-15, because: "one division" });
    expect(found.sentence).toMatch(/Too few users \(3\)/);
  });

  it("binds small_matrix: 1,411 users, 3,314.4 ± 7.0 rows of 3,327 videos", () => {
    const rows = totals(1411, 3314.4, 7);
    const found = fixedQuota({ rows, items: rows, catalogue: 3327 });
    expect(found.bound).toBe(true);
    expect(found.coefficientOfVariation).toBeLessThan(0.003);
    expect(found.sentence).toMatch(/^Rows per user are fixed by how this log was collected/);
  });

  it("binds the notebook's sample, without its cut user and with it (mean 3,296.7 ± 166.3, one user at 1,729)", () => {
    const whole = totals(90, 3314, 7);
    expect(fixedQuota({ rows: whole, items: whole, catalogue: 3327 }).bound).toBe(true);
    const sample = Float64Array.of(...whole, 1729);
    const found = fixedQuota({ rows: sample, items: sample, catalogue: 3327 });
    expect(found.coefficientOfVariation).toBeGreaterThan(0.05);
    expect(found).toMatchObject({ bound: true });
    expect(found.shareAtCatalogue).toBeGreaterThan(0.9);
  });

  it("stays silent on big_matrix: 7,176 users, 1,746 ± 992 rows of 10,728 videos", () => {
    const rows = totals(7176, 1746, 992);
    const items = rows.map((count) => Math.round(count * 0.89));
    expect(fixedQuota({ rows, items, catalogue: 10_728 })).toMatchObject({
      bound: false,
      shareAtCatalogue: 0,
    });
  });

  it("stays silent where users saw all items but watched some again", () => {
    const rows = totals(100, 600, 200);
    const items = rows.map(() => 300);
    expect(fixedQuota({ rows, items, catalogue: 300 })).toMatchObject({
      bound: false,
      shareAtCatalogue: 0,
    });
  });

  it("has no NaN without users", () => {
    const found = fixedQuota({ rows: new Float64Array(0), items: new Float64Array(0), catalogue: 0 });
    expect(found).toMatchObject({ users: 0, meanRowsPerUser: 0, coefficientOfVariation: 0, bound: false });
  });
});
