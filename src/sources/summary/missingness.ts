import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import type { EventRoles } from "./event-roles.js";

export interface MissingnessRow {
  readonly column: string;
  /** Share of event rows without a usable value: blank, or unreadable as what the column holds. */
  readonly missing_rate: number;
  /** What the column holds, in words: "whole number", "number", "text", "day", "local time", "UTC time". */
  readonly dtype: string;
}

/** Missing rates of an events table's columns, highest first, ties in the columns' own order. */
export async function missingness(
  engine: Engine,
  table: string,
  columns: EventRoles["columns"],
): Promise<readonly MissingnessRow[]> {
  const counts = columns.map(({ from }, index) => [
    `known ${index}`,
    `CAST(count(${quoteIdentifier(from)}) AS DOUBLE)`,
  ]);
  const { columns: found } = await engine.numbers(
    `SELECT ${dialect.select({ rows: "CAST(count(*) AS DOUBLE)", ...Object.fromEntries(counts) })} FROM ${quoteIdentifier(table)}`,
  );
  const rows = found.rows?.[0] ?? 0;
  return columns
    .map(({ column, dtype }, index) => ({
      column,
      missing_rate: rows === 0 ? 0 : (rows - (found[`known ${index}`]?.[0] ?? 0)) / rows,
      dtype,
    }))
    .sort((a, b) => b.missing_rate - a.missing_rate);
}
