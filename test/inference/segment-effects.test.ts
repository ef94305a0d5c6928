import { describe, expect, it } from "vitest";
import { segmentEffects } from "../../src/inference/segment-effects.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

const hand = { relative: 1e-12, absolute: 1e-12, because: "worked by hand" };

describe("effects in segments", () => {
  const scores = [1, 3, 2, 6, 8];
  const user = [7, 7, 4, 4, 9];

  it("are means with errors by user, and what is left without the heaviest row and user", () => {
    const [all, some] = segmentEffects({
      scores,
      user,
      segments: { all: [1, 1, 1, 1, 1], some: [1, 0, 1, 0, 0] },
      random: createRandom(1),
    });
    // Mean 4; deviations by user -3 - 1 = -4, -2 + 2 = 0, 4: sqrt(32) / 5, times sqrt(3 / 2).
    expect(all).toMatchObject({ segment: "all", rows: 5, users: 3, estimate: 4 });
    assertClose(all!.standardError, Math.sqrt(48) / 5, hand);
    // Without row 4: 12/4 = 3; without user 7 (first in sum of 4): 16/3; the shift of user 9 is -1, that of 7 is 4/3.
    expect(all!.withoutRow).toEqual({ row: 4, estimate: 3 });
    expect(all!.withoutUser.user).toBe(7);
    assertClose(all!.withoutUser.estimate, 16 / 3, hand);
    // Rows 0 and 2, users 7 and 4: mean 1.5, deviations ∓0.5; each left out leaves the other.
    expect(some).toMatchObject({ rows: 2, users: 2, estimate: 1.5, withoutRow: { row: 0, estimate: 2 } });
    assertClose(some!.standardError, 0.5, hand);
    expect(all!.lower < all!.estimate - all!.standardError).toBe(true);
    expect(all!.pValue).toBeGreaterThan(0);
  });

  it("hold together over 23 overlapping segments without any effect, where single intervals do not", () => {
    const replications = 150;
    let [single, family, tested] = [0, 0, 0];
    for (let k = 0; k < replications; k++) {
      const random = createRandom(k, "segments");
      const rows = 360;
      const users = Array.from({ length: rows }, (_, row) => Math.floor(row / 6));
      const drawn = Array.from({ length: rows }, () => random.normal());
      const day = users.map((_, row) => row % 7);
      const quarter = [0, 1, 2, 3].map(() => drawn.map(() => random.integer(4)));
      const segments = Object.fromEntries([
        ...Array.from({ length: 7 }, (_, d) => [`day ${d}`, day.map((value) => Number(value === d))]),
        ...quarter.flatMap((of, j) =>
          [0, 1, 2, 3].map((q) => [`moderator ${j} quarter ${q}`, of.map((value) => Number(value === q))]),
        ),
      ]) as Record<string, number[]>;
      const found = segmentEffects({ scores: drawn, user: users, segments, draws: 200, random });
      expect(found).toHaveLength(23);
      single += Number(found.some((row) => Math.abs(row.estimate) > 1.96 * row.standardError));
      family += Number(found.some(({ lower, upper }) => lower > 0 || upper < 0));
      tested += Number(found.some(({ pValue }) => pValue <= 0.05));
    }
    expect(single / replications).toBeGreaterThan(0.5);
    const allowed = {
      absolute: 3 * Math.sqrt((0.05 * 0.95) / replications),
      because: "3 Monte Carlo errors",
    };
    assertClose(family / replications, 0.05, allowed);
    assertClose(tested / replications, 0.05, allowed);
  });

  it("are refused by name", () => {
    const code = (change: Record<string, unknown>) => {
      const spec = { scores, user, segments: { all: [1, 1, 1, 1, 1] }, random: createRandom(1), ...change };
      try {
        segmentEffects(spec as never);
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return undefined;
    };
    expect(code({ segments: { missing: undefined } })).toBe("call.argument");
    expect(code({ segments: {} })).toBe("segments.none");
    expect(code({ segments: { none: [0, 0, 0, 0, 0] } })).toBe("segments.empty");
    expect(code({ segments: { half: [1, 1, 0.5, 0, 0] } })).toBe("segments.membership");
    expect(code({ segments: { one: [1, 1, 0, 0, 0] } })).toBe("segments.one-user");
    expect(code({ scores: [0, 0, 0, 0, 0] })).toBe("segments.constant");
    expect(code({ user: [1, 2] })).toBe("segments.lengths");
    expect(code({ scores: [1, 2, 3, 4, Number.NaN] })).toBe("segments.score");
    expect(code({ seed: 3 })).toBe("segments.option");
    expect(code({ random: undefined })).toBe("call.argument");
  });
});
