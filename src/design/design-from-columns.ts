import { checkCall, kinds, optional } from "../call-check.js";
import { PanelError, refuseUnknownOptions } from "../errors.js";
import { createMatrix } from "../numeric/matrix.js";
import { usersPerShard } from "../panel/panel-from-user-days.js";
import type { Design, DesignShard } from "./design.js";
import { rowHash } from "./row-hash.js";

/** Plain columns of equal length, one element a row. */
export interface DesignColumns {
  /** 0 or 1. */
  readonly treatment: ArrayLike<number>;
  readonly outcome: ArrayLike<number>;
  /** Entered as they stand, after an intercept; none when left out. */
  readonly covariates?: Readonly<Record<string, ArrayLike<number>>>;
  /** Who each row belongs to, the cluster of standard errors; without it every row is a user of its own. */
  readonly users?: ArrayLike<string | number>;
}

export interface ColumnsDesign extends Design {
  /** Input row of each design row, [rows]; the order of the input when rows of a user stand together. */
  readonly inputRow: Int32Array;
}

/**
 * A design from plain arrays, for estimators called without a panel. Users are numbered in order of first appearance
 * and their rows put together, otherwise rows keep their order. Every row has averaging weight 1; `day` counts the
 * rows of a user. Arrays are copied.
 * @throws PanelError `design.lengths`, `design.not-a-number` and `design.not-finite` (with the row), `design.treatment-not-binary`, `design.empty`,
 *   `design.intercept-twice`; CausalError `design.option`.
 */
export function designFromColumns(columns: DesignColumns): ColumnsDesign {
  refuseUnknownOptions("design", columns, ["treatment", "outcome", "covariates", "users"]);
  checkCall("designFromColumns", columns, {
    treatment: kinds.rows,
    outcome: kinds.rows,
    covariates: optional(kinds.columns),
    users: optional(kinds.rows),
  });
  checkColumns(columns);
  const given = columns.covariates ?? {};
  const names = Object.keys(given);
  const { user, day, inputRow, users } = groupedByUser(columns);
  const picked = (values: ArrayLike<number>) => Float64Array.from(inputRow, (row) => values[row]!);
  const treatment = picked(columns.treatment);
  const outcome = picked(columns.outcome);
  const covariates = names.map((name) => picked(given[name]!));
  const rows = inputRow.length;

  const shards: DesignShard[] = [];
  for (let firstUser = 0, firstRow = 0; firstUser < users; firstUser += usersPerShard) {
    let end = firstRow;
    while (end < rows && user[end]! < firstUser + usersPerShard) end += 1;
    const count = end - firstRow;
    const matrix = createMatrix(count, 1 + names.length);
    matrix.values.fill(1, 0, count);
    covariates.forEach((values, j) => {
      matrix.values.set(values.subarray(firstRow, end), (1 + j) * count);
    });
    shards.push({
      firstUser,
      users: Math.min(usersPerShard, users - firstUser),
      firstRow,
      rows: count,
      user: user.subarray(firstRow, end),
      day: day.subarray(firstRow, end),
      treatment: treatment.subarray(firstRow, end),
      outcome: outcome.subarray(firstRow, end),
      averaging: new Float64Array(count).fill(1),
      covariates: matrix,
    });
    firstRow = end;
  }
  return {
    sample: { panel: rowHash(user, treatment, outcome), users, rows: rowHash(inputRow) },
    users,
    rows,
    terms: ["intercept", ...names],
    shards,
    inputRow,
  };
}

function checkColumns({ treatment, outcome, covariates = {}, users }: DesignColumns): void {
  const rows = treatment.length;
  if (rows === 0) throw new PanelError("design.empty", "a design needs at least one row, found none");
  if (Object.hasOwn(covariates, "intercept"))
    throw new PanelError(
      "design.intercept-twice",
      'a covariate is named "intercept"; the design adds its own, leave it out',
    );
  const numbers: readonly (readonly [string, ArrayLike<number>])[] = [
    ["treatment", treatment],
    ["outcome", outcome],
    ...Object.entries(covariates),
  ];
  checkCall(
    "designFromColumns, covariates",
    covariates,
    Object.fromEntries(Object.keys(covariates).map((name) => [name, kinds.rows])),
  );
  const labels = users === undefined ? [] : [["users", users] as const];
  for (const [name, values] of [...numbers, ...labels])
    if (values.length !== rows)
      throw new PanelError(
        "design.lengths",
        `"${name}" has ${values.length} values, but treatment has ${rows}; every column has one value a row`,
        { name },
      );
  for (const [name, values] of numbers)
    for (let row = 0; row < rows; row++) {
      const value: unknown = values[row];
      if (typeof value !== "number" && value !== null && value !== undefined)
        throw new PanelError(
          "design.not-a-number",
          `"${name}", row ${row}: expected ${name === "treatment" ? "0 or 1" : "a number"}, found ${typeof value === "string" ? JSON.stringify(value) : String(value)}`,
          { name, row },
        );
      if (!Number.isFinite(value))
        throw new PanelError(
          "design.not-finite",
          `"${name}" is ${value} in row ${row}; leave out rows with unknown values before building a design`,
          { name, row },
        );
    }
  for (let row = 0; row < rows; row++)
    if (treatment[row] !== 0 && treatment[row] !== 1)
      throw new PanelError(
        "design.treatment-not-binary",
        `"treatment", row ${row}: expected 0 or 1, found ${treatment[row]}`,
        { row },
      );
}

function groupedByUser({ treatment, users }: DesignColumns): {
  readonly user: Int32Array;
  readonly day: Int32Array;
  readonly inputRow: Int32Array;
  readonly users: number;
} {
  const rows = treatment.length;
  const index = new Map<string | number, number>();
  const userOf = Int32Array.from({ length: rows }, (_, row) => {
    const id = users === undefined ? row : users[row]!;
    const known = index.get(id) ?? index.size;
    index.set(id, known);
    return known;
  });
  const inputRow = Int32Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => userOf[a]! - userOf[b]! || a - b,
  );
  const user = inputRow.map((row) => userOf[row]!);
  const day = new Int32Array(rows);
  for (let row = 1; row < rows; row++) day[row] = user[row] === user[row - 1] ? day[row - 1]! + 1 : 0;
  return { user, day, inputRow, users: index.size };
}
