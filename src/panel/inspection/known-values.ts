import type { Panel } from "../panel.js";

/** Values of a column that are known, in row order; with `among` only on rows where that column is 1. */
export function knownValues(panel: Panel, column: string, among?: string): Float64Array {
  const parts: Float64Array[] = [];
  for (const shard of panel.shards()) {
    const inside = among === undefined ? undefined : shard.column(among);
    parts.push(
      shard
        .column(column)
        .filter((value, row) => (inside === undefined || inside[row] === 1) && !Number.isNaN(value)),
    );
  }
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
