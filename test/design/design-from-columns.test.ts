import { describe, expect, it } from "vitest";
import { type DesignColumns, designFromColumns } from "../../src/design/design-from-columns.js";
import { columnOf } from "../../src/numeric/matrix.js";

const good: DesignColumns = {
  treatment: [1, 0, 1],
  outcome: [5, 6, 7],
  covariates: { x: [1, 2, 3], z: [0, 0, 9] },
};

describe("designFromColumns", () => {
  it("makes every row a user of its own", () => {
    const design = designFromColumns(good);
    expect(design).toMatchObject({ users: 3, rows: 3, terms: ["intercept", "x", "z"] });
    const [shard, ...others] = [...design.shards];
    expect(others).toEqual([]);
    expect(shard).toMatchObject({
      firstUser: 0,
      users: 3,
      firstRow: 0,
      rows: 3,
      user: Int32Array.of(0, 1, 2),
      day: Int32Array.of(0, 0, 0),
      treatment: Float64Array.of(1, 0, 1),
      outcome: Float64Array.of(5, 6, 7),
      averaging: Float64Array.of(1, 1, 1),
    });
    expect([0, 1, 2].map((j) => [...columnOf(shard!.covariates, j)])).toEqual([
      [1, 1, 1],
      [1, 2, 3],
      [0, 0, 9],
    ]);
  });

  it("puts the rows of a user together, users in order of appearance", () => {
    const design = designFromColumns({ ...good, users: ["b", "a", "b"] });
    const [shard] = [...design.shards];
    expect([...design.inputRow]).toEqual([0, 2, 1]);
    expect(shard).toMatchObject({
      users: 2,
      user: Int32Array.of(0, 0, 1),
      day: Int32Array.of(0, 1, 0),
      outcome: Float64Array.of(5, 7, 6),
    });
  });

  it("spreads many users over shards without losing a row", () => {
    const rows = 2500;
    const numbers = Array.from({ length: rows }, (_, row) => row);
    const design = designFromColumns({
      treatment: numbers.map((n) => n % 2),
      outcome: numbers,
      covariates: {},
    });
    const shards = [...design.shards];
    expect(shards.map(({ firstUser, users, firstRow, rows }) => [firstUser, users, firstRow, rows])).toEqual([
      [0, 1024, 0, 1024],
      [1024, 1024, 1024, 1024],
      [2048, 452, 2048, 452],
    ]);
    expect(shards.flatMap(({ outcome }) => [...outcome])).toEqual(numbers);
    expect([...design.shards]).toHaveLength(3);
  });

  it("has a sample key of users, treatment and outcome: other covariates may be compared, other data not", () => {
    const key = designFromColumns(good).sample;
    expect(designFromColumns({ ...good, covariates: {} }).sample).toEqual(key);
    expect(designFromColumns({ ...good, outcome: [5, 6, 8] }).sample.panel).not.toBe(key.panel);
    expect(designFromColumns({ ...good, users: [1, 1, 2] }).sample.panel).not.toBe(key.panel);
  });

  it("needs no covariates", () => {
    const { covariates: _, ...plain } = good;
    expect(designFromColumns(plain)).toMatchObject({ terms: ["intercept"], rows: 3 });
  });

  const faults: readonly (readonly [string, Partial<DesignColumns>, string])[] = [
    ["design.empty", { treatment: [], outcome: [], covariates: {} }, "at least one row"],
    ["design.lengths", { outcome: [1, 2] }, '"outcome" has 2 values, but treatment has 3'],
    ["design.lengths", { covariates: { x: [1] } }, '"x" has 1 values'],
    ["design.lengths", { users: [1, 2] }, '"users" has 2 values'],
    ["design.not-finite", { outcome: [1, Number.NaN, 2] }, '"outcome" is NaN in row 1'],
    [
      "design.not-finite",
      { covariates: { x: [1, 2, Number.POSITIVE_INFINITY] } },
      '"x" is Infinity in row 2',
    ],
    ["design.treatment-not-binary", { treatment: [0, 1, 2] }, "row 2: expected 0 or 1, found 2"],
    [
      "design.not-a-number",
      { treatment: [true, false, true] as unknown as number[] },
      '"treatment", row 0: expected 0 or 1, found true',
    ],
    ["design.not-a-number", { outcome: [1, "2", 3] as unknown as number[] }, 'expected a number, found "2"'],
    ["design.intercept-twice", { covariates: { intercept: [1, 1, 1] } }, "its own"],
    [
      "design.not-finite",
      { outcome: [Number.NaN, Number.NaN, 2], observed: [0, 1, 1] },
      '"outcome" is NaN in row 1; leave out rows with unknown values before building a design, or say by 0 in "observed"',
    ],
    ["design.observed-not-binary", { observed: [1, 2, 0] }, '"observed", row 1: expected 1'],
    ["design.lengths", { observed: [1, 0] }, '"observed" has 2 values'],
    ["design.missingness-unasked", { missingness: { x: [1, 2, 3] } }, "observed is missing"],
    [
      "design.not-finite",
      { observed: [1, 1, 0], missingness: { m: [1, Number.NaN, 3] } },
      '"m" is NaN in row 1',
    ],
  ];

  it.each(faults)("refuses %s", (code, change, message) => {
    expect(() => designFromColumns({ ...good, ...change })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });

  it("does not mistake a covariate for the argument of its name", () => {
    const covariates = { outcome: [1, 2, 3], users: [1, 2, 3] };
    expect(designFromColumns({ ...good, covariates }).terms).toEqual(["intercept", "outcome", "users"]);
    expect(() => designFromColumns({ ...good, outcome: [1, Number.NaN, 2], covariates })).toThrow(
      expect.objectContaining({ code: "design.not-finite" }),
    );
  });
});

describe("a misspelt column list", () => {
  it("is refused by name, not left out", () => {
    const columns = { treatment: [0, 1], outcome: [1, 2], covariate: { x: [1, 2] } };
    expect(() => designFromColumns(columns as DesignColumns)).toThrow(
      '"covariate" is not an option; options are treatment, outcome, covariates, users, observed, missingness; did you mean "covariates"?',
    );
  });
});
