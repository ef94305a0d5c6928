import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { EngineError } from "../../errors.js";
import { momentsOfValues } from "./moments-of-values.js";
import { quantilesInPlace } from "./quantiles-in-place.js";
import { known } from "./summary-row.js";

/** Count, mean, spread and order statistics of one column; null for what does not exist in so few values. */
export type ColumnDescription = { readonly column: string } & Readonly<
  Record<string, number | string | null>
>;

/**
 * Describes numeric columns of an engine table: `count` of known values, `mean`, `std` (n - 1), `min`, one column a
 * percentile ("25%": linear interpolation at position (n - 1) · share, type 7 of Hyndman & Fan 1996), `max`. Unknown
 * values do not count; without any, all but the count is null. The same bits whatever the threads: no engine adds or
 * sorts here. One column at a time is brought from the engine, 8 bytes a value (twice that for a moment).
 * @param percentiles whole percents, ascending
 * @throws EngineError "engine.not-finite" for NaN or infinity
 * Checked in test/sources/kuairec-summary.test.ts.
 */
export async function describeColumns(
  engine: Engine,
  table: string,
  columns: readonly string[],
  percentiles: readonly number[],
): Promise<readonly ColumnDescription[]> {
  const described: ColumnDescription[] = [];
  for (const column of columns) {
    const name = quoteIdentifier(column);
    const sql = `SELECT CAST(${name} AS DOUBLE) AS x FROM ${quoteIdentifier(table)} WHERE ${name} IS NOT NULL`;
    const values = (await engine.numbers(sql)).columns.x!;
    if (!values.every(Number.isFinite))
      throw new EngineError(
        "engine.not-finite",
        `${column}: a value is NaN or infinite; a summary needs finite values or NULL`,
        sql,
      );
    const { least, most, mean, deviation } = momentsOfValues(values);
    const quantiles = quantilesInPlace(
      values,
      percentiles.map((percent) => percent / 100),
    );
    described.push({
      column,
      count: values.length,
      mean: known(mean),
      std: known(deviation),
      min: known(least),
      ...Object.fromEntries(percentiles.map((percent, index) => [`${percent}%`, known(quantiles[index])])),
      max: known(most),
    });
  }
  return described;
}
