import { expect, it } from "vitest";
import { designWithoutRow } from "../../src/design/design-without-row.js";
import { designOf } from "../estimators/design-of.js";

const rows = [
  { user: 0, treatment: 1, outcome: 4, terms: [1, 10] },
  { user: 0, treatment: 0, outcome: 5, terms: [2, 20] },
  { user: 1, treatment: 0, outcome: 6, terms: [3, 30] },
  { user: 2, treatment: 1, outcome: 7, terms: [4, 40] },
  { user: 2, treatment: 0, outcome: 8, terms: [5, 50] },
];

it.each([0, 1, 2, 3, 4])("is the design of the other rows: without row %i", (row) => {
  const design = designOf(rows, { users: 3, usersPerShard: 2 });
  const left = designWithoutRow(design, row);
  const others = rows.filter((_, r) => r !== row);
  const expected = designOf(others, { users: 3, usersPerShard: 2 });
  const plain = (from: typeof left) =>
    Array.from(from.shards, ({ day: _, ...shard }) => ({
      ...shard,
      covariates: { ...shard.covariates, values: [...shard.covariates.values] },
    }));
  expect(plain(left)).toEqual(plain(expected));
  expect([left.rows, left.users, left.terms]).toEqual([4, 3, design.terms]);
  expect(left.sample.rows).not.toBe(design.sample.rows);
});

it("drops a shard that held nothing else, and refuses a row that is not there", () => {
  const design = designOf(rows, { users: 3, usersPerShard: 1 });
  expect(Array.from(designWithoutRow(design, 2).shards, ({ firstRow }) => firstRow)).toEqual([0, 2]);
  expect(() => designWithoutRow(design, 5)).toThrow(RangeError);
});
