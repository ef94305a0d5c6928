import type { Design, DesignShard } from "../../src/design/design.js";

/** One analysis row of a test design; `terms` without the intercept. */
export interface TestRow {
  readonly user: number;
  readonly treatment: number;
  readonly outcome: number;
  readonly averaging?: number;
  readonly terms: readonly number[];
}

/** A design literal from rows in user order; `usersPerShard` cuts it into shards of whole users. */
export function designOf(
  rows: readonly TestRow[],
  options: {
    readonly users?: number;
    readonly usersPerShard?: number;
    readonly terms?: readonly string[];
  } = {},
): Design {
  const columns = rows[0]?.terms.length ?? 0;
  const users = options.users ?? rows.reduce((most, row) => Math.max(most, row.user + 1), 0);
  const step = options.usersPerShard ?? users;
  const shards: DesignShard[] = [];
  let firstRow = 0;
  for (let firstUser = 0; firstUser < users; firstUser += step) {
    const own = rows.filter((row) => row.user >= firstUser && row.user < firstUser + step);
    const values = new Float64Array(own.length * (columns + 1)).fill(1);
    own.forEach((row, r) => {
      row.terms.forEach((value, j) => {
        values[(j + 1) * own.length + r] = value;
      });
    });
    shards.push({
      firstUser,
      users: Math.min(step, users - firstUser),
      firstRow,
      rows: own.length,
      user: Int32Array.from(own, (row) => row.user),
      day: Int32Array.from(own, (_, r) => r),
      treatment: Float64Array.from(own, (row) => row.treatment),
      outcome: Float64Array.from(own, (row) => row.outcome),
      averaging: Float64Array.from(own, (row) => row.averaging ?? 1),
      covariates: { rows: own.length, columns: columns + 1, values },
    });
    firstRow += own.length;
  }
  return {
    sample: { panel: "test", users, rows: "all" },
    users,
    rows: rows.length,
    terms: ["intercept", ...(options.terms ?? Array.from({ length: columns }, (_, j) => `x${j + 1}`))],
    shards,
  };
}
