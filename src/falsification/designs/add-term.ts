import type { Design } from "../../design/design.js";
import { createMatrix } from "../../numeric/matrix.js";

/**
 * The same rows adjusted for one term more, which stands last.
 * @param values [rows] in design order, no NaN
 */
export function addTerm(design: Design, term: string, values: Float64Array): Design {
  return {
    ...design,
    terms: [...design.terms, term],
    shards: Array.from(design.shards, (shard) => {
      const { rows, columns } = shard.covariates;
      const covariates = createMatrix(rows, columns + 1);
      covariates.values.set(shard.covariates.values.subarray(0, rows * columns));
      covariates.values.set(values.subarray(shard.firstRow, shard.firstRow + shard.rows), rows * columns);
      return { ...shard, covariates };
    }),
  };
}
