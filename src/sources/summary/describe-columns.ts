import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { exactSums } from "../../engine/exact-sums.js";
import { quoteIdentifier, quoteLiteral } from "../../engine/quote-sql.js";
import { known } from "./summary-row.js";

/** Count, mean, spread and order statistics of one column; null for what does not exist in so few values. */
export type ColumnDescription = { readonly column: string } & Readonly<
  Record<string, number | string | null>
>;

/**
 * Describes numeric columns of an engine table: `count` of known values, `mean`, `std` (n - 1), `min`, one column a
 * percentile ("25%": linear interpolation at position (n - 1) · share, type 7 of Hyndman & Fan 1996), `max`. Unknown
 * values do not count; without any, all but the count is null.
 *
 * Means and variances are formed here from sums that do not depend on threads. The variance has two passes:
 *   (Σ d² - (Σ d)² / n) / (n - 1), d = (x - mean) / s, times s², s the power of two at the column's range,
 * so it keeps its digits far from zero and does not overflow. One query a column for the order statistics, so that
 * memory holds one column at a time.
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
  if (columns.length === 0) return [];
  const from = quoteIdentifier(table);
  const values = columns.map((column) => ({
    name: column,
    expression: `CAST(${quoteIdentifier(column)} AS DOUBLE)`,
    kind: "real" as const,
  }));
  const sums = await exactSums(engine, from, values);
  const pieces = values.flatMap(({ name, expression }, index) => [
    [`count ${index}`, `CAST(count(${expression}) AS DOUBLE)`],
    [`total ${index}`, sums.get(name) as string],
    [`least ${index}`, `min(${expression})`],
    [`most ${index}`, `max(${expression})`],
  ]);
  const found = await onlyRow(engine, `SELECT ${dialect.select(Object.fromEntries(pieces))} FROM ${from}`);
  const plain = values.map(({ name, expression }, index) => {
    const count = found(`count ${index}`);
    const [least, most] = [found(`least ${index}`), found(`most ${index}`)];
    return { name, expression, count, mean: found(`total ${index}`) / count, least, most };
  });
  const deviations = await standardDeviations(engine, from, plain);
  const described: ColumnDescription[] = [];
  for (const { name, expression, count, mean, least, most } of plain) {
    const quantiles = await quantilesOf(engine, from, expression, percentiles);
    described.push({
      column: name,
      count,
      mean: known(mean),
      std: known(deviations.get(name)),
      min: known(least),
      ...Object.fromEntries(percentiles.map((percent, index) => [`${percent}%`, known(quantiles[index])])),
      max: known(most),
    });
  }
  return described;
}

interface PlainColumn {
  readonly name: string;
  readonly expression: string;
  readonly count: number;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

async function standardDeviations(
  engine: Engine,
  from: string,
  columns: readonly PlainColumn[],
): Promise<ReadonlyMap<string, number>> {
  const out = new Map<string, number>();
  for (const { name, count, least, most } of columns) if (count > 1 && least === most) out.set(name, 0);
  const spread = columns.filter(({ count, least, most }) => count > 1 && least < most);
  if (spread.length === 0) return out;
  const scaleOf = ({ least, most }: PlainColumn) => 2 ** Math.ceil(Math.log2(most - least));
  const deviation = (column: PlainColumn) =>
    `((${column.expression} - ${quoteLiteral(column.mean)}) / ${quoteLiteral(scaleOf(column))})`;
  const sums = await exactSums(
    engine,
    from,
    spread.flatMap((column) => [
      { name: `d ${column.name}`, expression: deviation(column), kind: "real" as const },
      { name: `q ${column.name}`, expression: `${deviation(column)} * ${deviation(column)}`, kind: "real" },
    ]),
  );
  const found = await onlyRow(engine, `SELECT ${dialect.select(Object.fromEntries(sums))} FROM ${from}`);
  for (const column of spread) {
    const { name, count } = column;
    const squares = found(`q ${name}`) - found(`d ${name}`) ** 2 / count;
    out.set(name, scaleOf(column) * Math.sqrt(squares / (count - 1)));
  }
  return out;
}

async function quantilesOf(
  engine: Engine,
  from: string,
  expression: string,
  percentiles: readonly number[],
): Promise<readonly number[]> {
  const shares = percentiles.map((percent) => percent / 100).join(", ");
  const each = percentiles.map((percent, index) => [`${percent}%`, `q[${index + 1}]`]);
  const found = await onlyRow(
    engine,
    `SELECT ${dialect.select(Object.fromEntries(each))} FROM (SELECT quantile_cont(${expression}, [${shares}]) AS q FROM ${from})`,
  );
  return percentiles.map((percent) => found(`${percent}%`));
}

async function onlyRow(engine: Engine, sql: string): Promise<(name: string) => number> {
  const { columns } = await engine.numbers(sql);
  return (name) => columns[name]?.[0] ?? Number.NaN;
}
