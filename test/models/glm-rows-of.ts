import type { GlmRows, GlmShard } from "../../src/models/glm-rows.js";

/** Rows of a regression from columns (intercept added), cut into shards of `shardRows` rows. */
export function glmRowsOf(
  response: ArrayLike<number>,
  columns: Readonly<Record<string, ArrayLike<number>>>,
  options: { readonly weight?: ArrayLike<number>; readonly shardRows?: number } = {},
): GlmRows {
  const rows = response.length;
  const names = Object.keys(columns);
  const step = options.shardRows ?? rows;
  const shards: GlmShard[] = [];
  for (let start = 0; start < rows; start += step) {
    const own = Math.min(step, rows - start);
    const values = new Float64Array(own * (names.length + 1)).fill(1);
    names.forEach((name, j) => {
      for (let r = 0; r < own; r++) values[(j + 1) * own + r] = columns[name]![start + r]!;
    });
    shards.push({
      rows: own,
      response: Float64Array.from({ length: own }, (_, r) => response[start + r]!),
      weight: Float64Array.from({ length: own }, (_, r) => options.weight?.[start + r] ?? 1),
      covariates: { rows: own, columns: names.length + 1, values },
    });
  }
  return { model: "test model", terms: ["intercept", ...names], shards };
}
