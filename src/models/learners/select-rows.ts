import { createMatrix, type Matrix } from "../../numeric/matrix.js";
import type { LearnerRows } from "./learner.js";

/** Copies the listed rows of a column-major matrix, in that order. */
export function selectMatrixRows(matrix: Matrix, listed: Int32Array): Matrix {
  const chosen = createMatrix(listed.length, matrix.columns);
  for (let j = 0; j < matrix.columns; j++) {
    const from = j * matrix.rows;
    const to = j * listed.length;
    for (let k = 0; k < listed.length; k++) chosen.values[to + k] = matrix.values[from + listed[k]!]!;
  }
  return chosen;
}

/** The places where `holds`, in order. */
export function rowsWhere(rows: number, holds: (row: number) => boolean): Int32Array {
  const listed = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (holds(row)) listed[count++] = row;
  return listed.slice(0, count);
}

/** Rows with weight; the same object when all have. */
export function rowsWithWeight(rows: LearnerRows): LearnerRows {
  if (rows.weights.every((weight) => weight > 0)) return rows;
  return selectLearnerRows(
    rows,
    rowsWhere(rows.weights.length, (row) => rows.weights[row]! > 0),
  );
}

/** Copies the listed rows of what a learner is fitted to, in that order. */
export function selectLearnerRows(rows: LearnerRows, listed: Int32Array): LearnerRows {
  return {
    covariates: selectMatrixRows(rows.covariates, listed),
    terms: rows.terms,
    outcome: Float64Array.from(listed, (row) => rows.outcome[row]!),
    weights: Float64Array.from(listed, (row) => rows.weights[row]!),
    ...(rows.users === undefined ? {} : { users: Int32Array.from(listed, (row) => rows.users![row]!) }),
  };
}
