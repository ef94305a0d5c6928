import { describe, expect, it } from "vitest";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { clusteredByGroup } from "../../src/falsification/clustered-by-group.js";
import { spillOver } from "../../src/falsification/spill-over.js";
import { clusterError } from "../../src/inference/cluster-error.js";
import { factorise, solve } from "../../src/numeric/cholesky.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

const code = (name: string) => expect.objectContaining({ code: name });

interface World {
  readonly seed: number;
  /** Outcome of a user when all others of the city are treated rather than none. */
  readonly spill: number;
  readonly cities?: number;
  readonly usersPerCity?: number;
  readonly days?: number;
}

/**
 * Cities of users over days: a city's taste moves both its treated share and its outcomes for good, on some days a city is
 * pushed more, what a user did yesterday moves treatment and outcome today.
 */
function draw({ seed, spill, cities = 16, usersPerCity = 6, days = 5 }: World) {
  const random = createRandom(seed, "interference test");
  const columns = { users: [] as number[], treatment: [] as number[], x: [] as number[] };
  const outcome: number[] = [];
  const group: number[] = [];
  const share: number[] = [];
  for (let city = 0; city < cities; city++) {
    const taste = random.normal();
    const habit = Array.from({ length: usersPerCity }, () => random.normal());
    let last = habit;
    for (let day = 0; day < days; day++) {
      const push = random.normal();
      const x = habit.map((value, user) => value + 0.3 * last[user]! + random.normal());
      const treated = x.map((value) =>
        random.uniform() < 1 / (1 + Math.exp(-(0.5 * value + taste + push))) ? 1 : 0,
      );
      const all = treated.reduce<number>((sum, value) => sum + value, 0);
      last = treated.map((a, user) => {
        const others = (all - a) / (usersPerCity - 1);
        columns.users.push(city * usersPerCity + user);
        columns.treatment.push(a);
        columns.x.push(x[user]!);
        group.push(100 + city);
        share.push(others);
        const y = 3 * taste + x[user]! + a + spill * others + habit[user]! + random.normal();
        outcome.push(y);
        return y;
      });
    }
  }
  const { users, treatment, x } = columns;
  const design = designFromColumns({ users, treatment, outcome, covariates: { x } });
  const ordered = (values: readonly number[]) => Float64Array.from(design.inputRow, (row) => values[row]!);
  return {
    design,
    plain: { user: users, treatment, x, outcome, group, share },
    grouped: { group: ordered(group), othersTreated: ordered(share) },
  };
}

describe("spill-over within groups", () => {
  it("is the coefficient of a regression with an indicator of every user, without the groups one by one for its error", () => {
    const { design, grouped, plain } = draw({ seed: 4, spill: 1, cities: 12 });
    const rows = plain.outcome.map((_, row) => row).filter((row) => plain.treatment[row] === 0);
    const regress = (without?: number) => {
      const p = 72 + 2;
      const gram = new Float64Array(p * p);
      const moments = new Float64Array(p);
      for (const row of rows.filter((each) => plain.group[each] !== without)) {
        const z = Array.from({ length: 72 }, (_, user) => Number(plain.user[row] === user));
        z.push(plain.x[row]!, plain.share[row]!);
        z.forEach((a, j) => {
          moments[j] = moments[j]! + a * plain.outcome[row]!;
          z.forEach((b, i) => {
            gram[j * p + i] = gram[j * p + i]! + a * b;
          });
        });
      }
      return solve(factorise(gram, p), moments)[p - 1]!;
    };
    const found = spillOver(design, grouped);
    const whole = regress();
    assertClose(found.slope, whole, { relative: 1e-9, because: "the same least squares" });
    const left = Array.from({ length: 12 }, (_, g) => regress(100 + g));
    const jackknife = Math.sqrt((11 / 12) * left.reduce((sum, value) => sum + (value - whole) ** 2, 0));
    assertClose(found.standardError, jackknife, {
      relative: 0.1,
      because: "one step of the jackknife leaves the coefficient of x where it was",
    });
    const narrow = spillOver(design, grouped, 0.5);
    expect(narrow.upper - narrow.lower).toBeLessThan((found.upper - found.lower) / 2);
    expect(() => spillOver(design, grouped, 95)).toThrow(code("inference.level"));
    const bearing = left.filter((value) => Math.abs(value - whole) > 1e-9).length;
    expect([found.groups, found.degrees, found.rows]).toEqual([bearing, bearing - 1, rows.length]);
    const meanShare = rows.reduce((sum, row) => sum + plain.share[row]!, 0) / rows.length;
    assertClose(found.meanShare, meanShare, { relative: 1e-12, because: "a mean" });
  });

  it("holds its level without spill-over, though cities differ, and finds it where it is", () => {
    const tests = (spill: number, samples: number) =>
      Array.from({ length: samples }, (_, seed) => {
        const { design, grouped } = draw({ seed: 500 + seed, spill });
        return spillOver(design, grouped);
      });
    const sound = tests(0, 300);
    const rejected = sound.filter(({ pValue }) => pValue < 0.05).length / sound.length;
    // Monte Carlo error of a share of 0.05 over 300: 1.3 %
    expect(rejected).toBeGreaterThan(0.02);
    expect(rejected).toBeLessThan(0.09);
    const mean = sound.reduce((sum, { slope }) => sum + slope, 0) / sound.length;
    const scatter = Math.sqrt(
      sound.reduce((sum, { slope }) => sum + (slope - mean) ** 2, 0) / (sound.length - 1),
    );
    expect(Math.abs(mean)).toBeLessThan((3.5 * scatter) / Math.sqrt(300));
    const error = sound.reduce((sum, { standardError }) => sum + standardError, 0) / sound.length;
    assertClose(error / scatter, 1, {
      absolute: 0.15,
      because: "three Monte Carlo errors of 4.1 %, and a small upward bias",
    });
    const moved = tests(2, 60);
    expect(moved.filter(({ pValue }) => pValue < 0.05).length / moved.length).toBeGreaterThan(0.8);
    const slope = moved.reduce((sum, each) => sum + each.slope, 0) / moved.length;
    assertClose(slope, 2, { absolute: (3.5 * scatter) / Math.sqrt(60), because: "Monte Carlo error" });
  });

  it("leaves out rows of no known group, and columns that are fixed for a user", () => {
    const { design, grouped, plain } = draw({ seed: 4, spill: 1 });
    const city = designFromColumns({
      users: plain.user,
      treatment: plain.treatment,
      outcome: plain.outcome,
      covariates: { x: plain.x, taste: plain.user.map((user) => user / 3) },
    });
    const found = spillOver(city, grouped);
    assertClose(found.slope, spillOver(design, grouped).slope, {
      relative: 1e-9,
      because: "a constant of the user is in the user's effect",
    });
    const group = grouped.group.map((g) => (g === 100 ? Number.NaN : g));
    const fewer = spillOver(design, { ...grouped, group });
    expect(fewer.groups).toBe(found.groups - 1);
    expect(fewer.rows).toBeLessThan(found.rows);
  });

  it("finds nothing in the rounding of an outcome that users and covariates say without error", () => {
    const { plain, grouped } = draw({ seed: 4, spill: 1 });
    const outcome = plain.x.map((x, row) => 0.1 * x + 0.3 * plain.user[row]!);
    const { user: users, treatment, x } = plain;
    const told = designFromColumns({ users, treatment, outcome, covariates: { x } });
    expect(spillOver(told, grouped)).toMatchObject({ slope: 0, standardError: 0, pValue: 1 });
  });

  it("refuses few groups, and a share that covariates say", () => {
    const few = draw({ seed: 1, spill: 0, cities: 9 });
    expect(() => spillOver(few.design, few.grouped)).toThrow(code("interference.few-groups"));
    const { plain, grouped } = draw({ seed: 1, spill: 0 });
    const told = designFromColumns({
      users: plain.user,
      treatment: plain.treatment,
      outcome: plain.outcome,
      covariates: { share: plain.share },
    });
    expect(() => spillOver(told, { ...grouped, group: grouped.group.subarray(1) })).toThrow(
      code("interference.lengths"),
    );
    expect(() => spillOver(told, grouped)).toThrow(code("interference.no-share"));
  });
});

describe("an error clustered by group", () => {
  const estimate = {
    estimate: 1,
    influence: Float64Array.of(1, 2, -3, 4, -4),
    sample: { panel: "p", users: 5, rows: "r" },
  };

  it("adds influence values up within groups, users without one standing alone", () => {
    const grouped = clusteredByGroup(estimate, Float64Array.of(7, 7, 8, 8, Number.NaN));
    // (1 + 2)² + (-3 + 4)² + (-4)² = 26, over 5 users
    assertClose(clusterError(grouped), Math.sqrt(26) / 5, { relative: 1e-12, because: "by hand" });
    const alone = clusteredByGroup(estimate, new Float64Array(5).fill(Number.NaN));
    assertClose(clusterError(alone), clusterError(estimate), { relative: 1e-12, because: "groups of one" });
  });

  it("refuses one group, and groups that are not one a user", () => {
    expect(() => clusteredByGroup(estimate, new Float64Array(4))).toThrow(code("interference.lengths"));
    expect(() => clusteredByGroup(estimate, new Float64Array(5).fill(3))).toThrow(
      code("interference.few-groups"),
    );
  });
});
