import type { Design } from "../../design/design.js";
import { columnOf, createMatrix, type Matrix } from "../../numeric/matrix.js";

/** The same rows adjusted for the intercept and some of the terms. */
export function keepTerms(design: Design, keep: (term: string) => boolean): Design {
  const kept = design.terms.flatMap((term, j) => (j === 0 || keep(term) ? [j] : []));
  return {
    ...design,
    terms: kept.map((j) => design.terms[j]!),
    shards: Array.from(design.shards, (shard) => ({ ...shard, covariates: columns(shard.covariates, kept) })),
  };
}

function columns(matrix: Matrix, kept: readonly number[]): Matrix {
  const out = createMatrix(matrix.rows, kept.length);
  kept.forEach((from, to) => {
    columnOf(out, to).set(columnOf(matrix, from));
  });
  return out;
}
