import type { Matrix } from "../numeric/matrix.js";
import type { GlmRows, GlmShard } from "./glm-rows.js";
import type { ResolvedModel } from "./resolve-model.js";
import type { NamedColumn } from "./terms/encode-terms.js";

/** Columns side by side as one column-major matrix, [rows x columns]. */
export function matrixOf(columns: readonly NamedColumn[], rows: number): Matrix {
  const values = new Float64Array(rows * columns.length);
  columns.forEach((column, j) => {
    values.set(column.values, j * rows);
  });
  return { rows, columns: columns.length, values };
}

/** A model on plain arrays as the one shard that fits work on, with some or all of its columns. */
export function rowsOfModel(
  model: ResolvedModel,
  response: Float64Array,
  columns: readonly NamedColumn[] = model.columns,
): GlmRows & { readonly shards: readonly [GlmShard] } {
  return {
    model: model.model,
    terms: columns.map((column) => column.name),
    shards: [
      {
        rows: model.rows,
        response,
        weight: model.weights,
        covariates: matrixOf(columns, model.rows),
        ...(model.offset === undefined ? {} : { offset: model.offset }),
      },
    ],
  };
}
