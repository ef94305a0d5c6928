import { createMatrix, type Matrix } from "../numeric/matrix.js";
import type { DesignShard } from "./design.js";

/** A copy of some rows of a shard, in the order listed; its users and its place among all rows stay as they are. */
export function rowsOfShard(shard: DesignShard, rows: ArrayLike<number>): DesignShard {
  const of = (values: Float64Array) => Float64Array.from(rows, (r) => values[r]!);
  return {
    ...shard,
    rows: rows.length,
    user: Int32Array.from(rows, (r) => shard.user[r]!),
    day: Int32Array.from(rows, (r) => shard.day[r]!),
    treatment: of(shard.treatment),
    outcome: of(shard.outcome),
    averaging: of(shard.averaging),
    ...(shard.frequency === undefined ? {} : { frequency: of(shard.frequency) }),
    ...(shard.observed === undefined ? {} : { observed: of(shard.observed) }),
    ...(shard.missingness === undefined ? {} : { missingness: rowsOfMatrix(shard.missingness, rows) }),
    covariates: rowsOfMatrix(shard.covariates, rows),
  };
}

function rowsOfMatrix(matrix: Matrix, rows: ArrayLike<number>): Matrix {
  const out = createMatrix(rows.length, matrix.columns);
  for (let j = 0; j < matrix.columns; j++) {
    const from = j * matrix.rows;
    const to = j * rows.length;
    for (let k = 0; k < rows.length; k++) out.values[to + k] = matrix.values[from + rows[k]!]!;
  }
  return out;
}
