import type { ComputedTables } from "./computed-tables.js";

/** Tables of the same name are put together row by row; of rows of the same name the later one stays. */
export function mergeTables(...parts: readonly ComputedTables[]): ComputedTables {
  const merged: Record<string, Record<string, readonly number[]>> = {};
  for (const tables of parts)
    for (const [name, rows] of Object.entries(tables)) merged[name] = { ...merged[name], ...rows };
  return merged;
}
