import { describe, expect, it } from "vitest";
import { unsupportedGroups } from "../../../src/diagnostics/support/unsupported-groups.js";
import { createRandom } from "../../../src/numeric/random.js";

/** 4,096 rows, a third treated; of 512 rows of new users on weekends, the first three. */
function weekendsOfNewUsers() {
  const random = createRandom(7, "unsupported groups");
  const rows = 4096;
  const weekend = Float64Array.from({ length: rows }, (_, row) => row % 2);
  const tenure = Float64Array.from({ length: rows }, (_, row) => (Math.floor(row / 2) % 8) * 5);
  const place = Array.from({ length: rows }, () => ["north", "south", "west"][random.integer(3)]!);
  const noise = weekend.map(() => random.normal());
  let among = 0;
  let left = 3;
  const treatment = weekend.map((w, row) => {
    if (w !== 1 || tenure[row]! > 5) return Number(random.uniform() < 1 / 3);
    among += 1;
    return among % 2 === 0 && left-- > 0 ? 1 : 0;
  });
  return { treatment, covariates: { weekend, tenure, place, noise }, among, rows };
}

describe("groups without support", () => {
  it("are found and named", () => {
    const { among, ...spec } = weekendsOfNewUsers();
    const user = Float64Array.from({ length: spec.rows }, (_, row) => Math.floor(row / 2));
    const { groups, share, tried } = unsupportedGroups({ ...spec, user });
    expect(among).toBe(512);
    expect(groups.map((group) => group.sentence)).toEqual(["weekend = 1, tenure ≤ 5: 3 of 512 treated"]);
    expect(groups[0]).toMatchObject({ scarce: "treated", rows: 512, found: 3, users: 512 });
    expect(groups[0]!.conditions).toEqual([
      { covariate: "weekend", relation: "=", value: 1 },
      { covariate: "tenure", relation: "≤", value: 5 },
    ]);
    expect(Math.abs(groups[0]!.expected - 512 * 0.3)).toBeLessThan(15);
    expect(share).toBe(512 / 4096);
    expect(tried).toBeGreaterThan(200);
  });

  it("are told by one condition where that is enough, and on either side", () => {
    const { treatment, covariates } = weekendsOfNewUsers();
    const south = treatment.map((a, row) => (covariates.place[row] === "south" ? 1 : a));
    const { groups } = unsupportedGroups({ treatment: south, covariates });
    expect(groups.map((group) => group.name)).toEqual(["place = south"]);
    expect(groups[0]).toMatchObject({ scarce: "control", found: 0, users: null });
    expect(groups[0]!.sentence).toMatch(/^place = south: 0 of \d+ untreated$/);
  });

  it("are hardly ever found where there are none, however rare the treatment", () => {
    let named = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const random = createRandom(seed, "no groups");
      const column = () => Float64Array.from({ length: 1500 }, () => random.normal());
      const covariates = { a: column(), b: column(), c: column(), d: column(), e: column() };
      const share = seed % 2 === 0 ? 0.06 : 0.4;
      const treatment = covariates.a.map(() => Number(random.uniform() < share));
      named += Math.min(1, unsupportedGroups({ treatment, covariates }).groups.length);
    }
    // at most 5 % of analyses by construction: 5 or more of 20 have probability under 0.3 %
    expect(named).toBeLessThanOrEqual(4);
  });

  it("respects its limits", () => {
    const { treatment, covariates } = weekendsOfNewUsers();
    expect(unsupportedGroups({ treatment, covariates, minimumRows: 600 }).groups).toEqual([]);
    expect(
      unsupportedGroups({ treatment, covariates, scarce: 0.004 }).groups.map(({ rows }) => rows),
    ).not.toContain(512);
    expect(unsupportedGroups({ treatment, covariates, most: 0 }).groups).toEqual([]);
    expect(() => unsupportedGroups({ treatment, covariates, scarce: 0.5 })).toThrow(
      expect.objectContaining({ code: "diagnostics.scarce" }),
    );
    const gap = { x: Float64Array.from(treatment, () => Number.NaN) };
    expect(() => unsupportedGroups({ treatment, covariates: gap })).toThrow(
      expect.objectContaining({ code: "diagnostics.missing" }),
    );
    expect(() => unsupportedGroups({ treatment, covariates: { x: [1] } })).toThrow(
      expect.objectContaining({ code: "diagnostics.lengths" }),
    );
  });
});
