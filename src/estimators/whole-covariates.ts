import type { Design } from "../design/design.js";
import { createMatrix, type Matrix } from "../numeric/matrix.js";

/** All analysis rows in one piece, as learners take them. */
export interface WholeRows {
  /** Without the intercept, column-major, [rows x terms]. */
  readonly covariates: Matrix;
  readonly terms: readonly string[];
  readonly user: Int32Array;
  readonly treatment: Float64Array;
  readonly outcome: Float64Array;
  readonly averaging: Float64Array;
}

/** Copies the shards of a design into arrays over all rows; the first term is the intercept and is left out. */
export function wholeCovariates(design: Design): WholeRows {
  const { rows } = design;
  const terms = design.terms.slice(1);
  const covariates = createMatrix(rows, terms.length);
  const out = {
    covariates,
    terms,
    user: new Int32Array(rows),
    treatment: new Float64Array(rows),
    outcome: new Float64Array(rows),
    averaging: new Float64Array(rows),
  };
  for (const shard of design.shards) {
    const at = shard.firstRow;
    out.user.set(shard.user.subarray(0, shard.rows), at);
    out.treatment.set(shard.treatment.subarray(0, shard.rows), at);
    out.outcome.set(shard.outcome.subarray(0, shard.rows), at);
    out.averaging.set(shard.averaging.subarray(0, shard.rows), at);
    for (let j = 0; j < terms.length; j++)
      covariates.values.set(
        shard.covariates.values.subarray((j + 1) * shard.rows, (j + 2) * shard.rows),
        j * rows + at,
      );
  }
  return out;
}
