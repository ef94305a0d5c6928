import { checkCall, kinds, optional } from "../call-check.js";
import { PanelError, refuseUnknownOptions } from "../errors.js";
import { createMatrix, type Matrix } from "../numeric/matrix.js";
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
  /**
   * 1 where the outcome is observed, 0 where it is missing (lost to follow-up, censored); whatever `outcome` has there is
   * not read and may be NaN. Only estimators with a missingness model take such a design: `targetedMeans`,
   * `augmentedMeans` and the `tmle` and `aipw` of `estimators`; they average over all rows, observed or not. Left out,
   * every outcome is observed.
   */
  readonly observed?: ArrayLike<number>;
  /**
   * Covariates of the missingness model, P(observed | treatment, these): entered as they stand, after an intercept and
   * before the treatment. Left out, the covariates of adjustment.
   */
  readonly missingness?: Readonly<Record<string, ArrayLike<number>>>;
}

export interface ColumnsDesign extends Design {
  /** Input row of each design row, [rows]; the order of the input when rows of a user stand together. */
  readonly inputRow: Int32Array;
}

/**
 * A design from plain arrays, for estimators called without a panel. Users are numbered in order of first appearance
 * and their rows put together, otherwise rows keep their order. Every row has averaging weight 1; `day` counts the
 * rows of a user. Arrays are copied.
 * @throws PanelError `design.lengths`, `design.not-a-number` and `design.not-finite` (with the row), `design.treatment-not-binary`,
 *   `design.observed-not-binary`, `design.missingness-unasked` (`missingness` without `observed`), `design.empty`,
 *   `design.intercept-twice`; CausalError `design.option`.
 */
export function designFromColumns(columns: DesignColumns): ColumnsDesign {
  refuseUnknownOptions("design", columns, [
    "treatment",
    "outcome",
    "covariates",
    "users",
    "observed",
    "missingness",
  ]);
  checkCall("designFromColumns", columns, {
    treatment: kinds.rows,
    outcome: kinds.rows,
    observed: optional(kinds.rows),
    missingness: optional(kinds.columns),
    covariates: optional(kinds.columns),
    users: optional(kinds.rows),
  });
  checkColumns(columns);
  const given = columns.covariates ?? {};
  const names = Object.keys(given);
  const { user, day, inputRow, users } = groupedByUser(columns);
  const picked = (values: ArrayLike<number>) => Float64Array.from(inputRow, (row) => values[row]!);
  const treatment = picked(columns.treatment);
  const observed = columns.observed === undefined ? undefined : picked(columns.observed);
  const outcome = picked(columns.outcome).map((y, row) => (observed?.[row] === 0 ? Number.NaN : y));
  const covariates = names.map((name) => picked(given[name]!));
  const missingness = Object.values(columns.missingness ?? {}).map(picked);
  const rows = inputRow.length;

  const shards: DesignShard[] = [];
  for (let firstUser = 0, firstRow = 0; firstUser < users; firstUser += usersPerShard) {
    let end = firstRow;
    while (end < rows && user[end]! < firstUser + usersPerShard) end += 1;
    shards.push({
      firstUser,
      users: Math.min(usersPerShard, users - firstUser),
      firstRow,
      rows: end - firstRow,
      user: user.subarray(firstRow, end),
      day: day.subarray(firstRow, end),
      treatment: treatment.subarray(firstRow, end),
      outcome: outcome.subarray(firstRow, end),
      averaging: new Float64Array(end - firstRow).fill(1),
      covariates: withIntercept(covariates, firstRow, end),
      ...(observed === undefined ? {} : { observed: observed.subarray(firstRow, end) }),
      ...(columns.missingness === undefined
        ? {}
        : { missingness: withIntercept(missingness, firstRow, end) }),
    });
    firstRow = end;
  }
  return {
    sample: { panel: rowHash(user, treatment, outcome), users, rows: rowHash(inputRow) },
    users,
    rows,
    terms: ["intercept", ...names],
    ...(columns.missingness === undefined
      ? {}
      : { missingnessTerms: ["intercept", ...Object.keys(columns.missingness)] }),
    shards,
    inputRow,
  };
}

/** An intercept and these columns at rows `from` to `end` - 1. */
function withIntercept(columns: readonly Float64Array[], from: number, end: number): Matrix {
  const matrix = createMatrix(end - from, 1 + columns.length);
  matrix.values.fill(1, 0, end - from);
  columns.forEach((values, j) => {
    matrix.values.set(values.subarray(from, end), (1 + j) * (end - from));
  });
  return matrix;
}

function checkColumns(columns: DesignColumns): void {
  const { treatment, outcome, observed, missingness = {}, covariates = {}, users } = columns;
  const rows = treatment.length;
  if (rows === 0) throw new PanelError("design.empty", "a design needs at least one row, found none");
  if (Object.hasOwn(covariates, "intercept") || Object.hasOwn(missingness, "intercept"))
    throw new PanelError(
      "design.intercept-twice",
      'a covariate is named "intercept"; the design adds its own, leave it out',
    );
  if (columns.missingness !== undefined && observed === undefined)
    throw new PanelError(
      "design.missingness-unasked",
      "missingness has the covariates of a model of which outcomes are observed, but observed is missing; give observed, 1 or 0 a row, or leave missingness out",
    );
  const numbers: readonly (readonly [string, ArrayLike<number>])[] = [
    ["treatment", treatment],
    ...(observed === undefined ? [] : [["observed", observed] as const]),
    ["outcome", outcome],
    ...Object.entries(covariates),
    ...Object.entries(missingness),
  ];
  for (const [what, group] of Object.entries({ covariates, missingness }))
    checkCall(
      `designFromColumns, ${what}`,
      group,
      Object.fromEntries(Object.keys(group).map((name) => [name, kinds.rows])),
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
      if (values === outcome && observed?.[row] === 0) continue;
      if (typeof value !== "number" && value !== null && value !== undefined)
        throw new PanelError(
          "design.not-a-number",
          `"${name}", row ${row}: expected ${name === "treatment" || name === "observed" ? "0 or 1" : "a number"}, found ${typeof value === "string" ? JSON.stringify(value) : String(value)}`,
          { name, row },
        );
      if (!Number.isFinite(value))
        throw new PanelError(
          "design.not-finite",
          `"${name}" is ${value} in row ${row}; leave out rows with unknown values before building a design${values === outcome ? ', or say by 0 in "observed" that the outcome is missing there' : ""}`,
          { name, row },
        );
    }
  for (let row = 0; row < rows && observed !== undefined; row++)
    if (observed[row] !== 0 && observed[row] !== 1)
      throw new PanelError(
        "design.observed-not-binary",
        `"observed", row ${row}: expected 1 for an outcome that is observed or 0 for one that is missing, found ${observed[row]}`,
        { row },
      );
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
