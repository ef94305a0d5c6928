import { EngineError } from "../errors.js";
import { dialect } from "./dialect.js";
import type { Engine } from "./engine.js";
import { quoteIdentifier } from "./quote-sql.js";

/** What is to be summed, row by row: an SQL expression over the columns of `from`. NULL rows do not count. */
export interface ExactSumColumn {
  readonly name: string;
  readonly expression: string;
  /** "integer" for whole numbers, flags and counts (a real value would be rounded); "real" for doubles. */
  readonly kind: "integer" | "real";
}

/**
 * SQL aggregates whose result does not depend on the order of rows, so not on threads: the only sums in this package's
 * SQL. Integers are added as 64-bit integers into a 128-bit one. Doubles are multiplied by a power of two 2^k, rounded
 * to 64-bit integers and added in the same way, then divided by 2^k; k is the largest that keeps the column's largest
 * absolute value, measured first, below 2^62. So each value counts with an error of at most 2^-(k+1), that is 2^-62 of
 * the largest one (values within a factor 2^9 of it count exactly); 128 bits hold 2^65 such values. k is at most
 * 1,000: a column all of whose values are below 1e-280 loses digits. Where the largest absolute value lies in [1, 1024)
 * k is 52 whatever it is, so that the quick pass over plain files (src/sources/scan), which cannot measure first, adds
 * the same integers; then a value counts within 2^-53.
 * `from` is a table or a sub-query in parentheses, the one the aggregates will run on (a subset of its rows is fine).
 * `largest` holds the largest absolute value of each real column among rows that were summed before and are not in
 * `from`; it is raised to those of `from`. Sums on one scale (`sumScale`) may stand in one table.
 * Gives an SQL aggregate of type DOUBLE by name, NULL for no rows. Throws `EngineError` "engine.not-finite" when a real
 * column holds NaN or infinity. Checked in test/engine/exact-sums.test.ts (bit-identical over runs and threads).
 */
export async function exactSums(
  engine: Engine,
  from: string,
  columns: readonly ExactSumColumn[],
  largest: Map<string, number> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  const reals = columns.filter((column) => column.kind === "real");
  for (const [name, value] of await measureLargest(engine, from, reals))
    largest.set(name, Math.max(value, largest.get(name) ?? 0));
  return new Map(
    columns.map(({ name, expression, kind }) => {
      if (kind === "integer") return [name, `CAST(sum(CAST((${expression}) AS BIGINT)) AS DOUBLE)`];
      const scale = dialect.powerOfTwo(sumScale(largest.get(name) as number));
      const scaled = `CAST(CAST((${expression}) AS DOUBLE) * ${scale} AS BIGINT)`;
      return [name, `(CAST(sum(${scaled}) AS DOUBLE) / ${scale})`];
    }),
  );
}

/** The largest absolute value of each column, 0 where there is none. */
async function measureLargest(
  engine: Engine,
  from: string,
  columns: readonly ExactSumColumn[],
): Promise<ReadonlyMap<string, number>> {
  if (columns.length === 0) return new Map();
  const pieces = columns.flatMap(({ name, expression }) => {
    const value = `CAST((${expression}) AS DOUBLE)`;
    return [
      `max(CASE WHEN isfinite(${value}) THEN abs(${value}) END) AS ${quoteIdentifier(`largest ${name}`)}`,
      `CAST(count(*) FILTER (WHERE NOT isfinite(${value})) AS DOUBLE) AS ${quoteIdentifier(`broken ${name}`)}`,
    ];
  });
  const sql = `SELECT ${pieces.join(", ")} FROM ${from}`;
  const found = (await engine.objects(sql))[0] ?? {};
  return new Map(
    columns.map(({ name, expression }) => {
      const broken = Number(found[`broken ${name}`]);
      if (broken > 0) {
        throw new EngineError(
          "engine.not-finite",
          `${name}: ${broken} value${broken === 1 ? " is" : "s are"} NaN or infinite; a sum needs finite values or NULL`,
          expression,
        );
      }
      return [name, Number(found[`largest ${name}`] ?? 0)];
    }),
  );
}

/** The scale of columns of ratios and of others whose largest value lies in [1, 1024): one pass needs no measuring. */
const commonScale = 52;

/** The largest k for which a column's largest absolute value * 2^k stays below 2^62, as `exactSums` uses it. */
export function sumScale(largest: number): number {
  if (largest === 0) return 0;
  if (largest >= 1 && largest < 1024) return commonScale;
  let exponent = Math.ceil(Math.log2(largest));
  while (largest >= 2 ** exponent) exponent += 1;
  return Math.max(-1000, Math.min(1000, 62 - exponent));
}
