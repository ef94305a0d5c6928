import type { Design } from "../design/design.js";

/** The terms of a design but its intercept, as one column over all rows each; one is held at a time. [rows] */
export function* termColumns(
  design: Design,
): Generator<{ readonly name: string; readonly values: Float64Array }> {
  for (let term = 1; term < design.terms.length; term++) {
    const values = new Float64Array(design.rows);
    for (const { firstRow, rows, covariates } of design.shards)
      values.set(covariates.values.subarray(term * covariates.rows, term * covariates.rows + rows), firstRow);
    yield { name: design.terms[term]!, values };
  }
}
