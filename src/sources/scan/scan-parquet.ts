import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier, quoteLiteral } from "../../engine/quote-sql.js";
import { dayOfDigits } from "./day-of-digits.js";
import { mergeUserDays } from "./merge-user-days.js";
import { batchRows, fieldBatch } from "./read-fields.js";
import { type EventFields, scanPlan } from "./scan-plan.js";
import type { ScannedUserDays } from "./scan-user-days.js";
import { UserDaySums } from "./user-day-sums.js";

const integer = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/;
const real = /^(DOUBLE|FLOAT)$/;

/**
 * The active user-days of a Parquet file: the engine reads its columns, the sums of `UserDaySums` are formed as rows
 * pass. The same result to the last bit as the engine's own aggregate (test/sources/scan); undefined, as
 * `scanUserDays`, where the file or the definition asks for more than that pass does.
 */
export async function scanParquet(
  engine: Engine,
  path: string,
  events: EventFields,
  definition: PanelDefinition,
): Promise<ScannedUserDays | undefined> {
  const from = `read_parquet(${quoteLiteral(path)})`;
  const described = await engine.objects(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${from})`,
  );
  const header = described.map((row) => String(row.column_name));
  const types = described.map((row) => String(row.column_type));
  const plan = scanPlan(definition, header, events);
  if (plan === undefined) return undefined;

  const used = header.map((_, field) => field).filter((field) => plan.fields[field] !== "skip");
  const read = used.map((field) => {
    const kind = plan.fields[field]!;
    const type = types[field]!;
    const column = quoteIdentifier(header[field]!);
    if (kind === "day" && type === "DATE") return `CAST(${column} - DATE '1970-01-01' AS DOUBLE)`;
    if (kind === "whole" ? !integer.test(type) : !integer.test(type) && !real.test(type)) return undefined;
    // A value that is not finite becomes one that no pass accepts: it must not look like one that is not known.
    const value = `CAST(${column} AS DOUBLE)`;
    return real.test(type)
      ? `CASE WHEN ${column} IS NULL OR isfinite(${value}) THEN ${value} ELSE -1 END`
      : value;
  });
  if (read.includes(undefined)) return undefined;

  const sums = new UserDaySums(plan);
  const batch = fieldBatch(plan);
  const written = types[plan.day] !== "DATE";
  const days = new Map<number, number>();
  let plain = true;
  const fill = (field: number, values: Float64Array): boolean => {
    const at = field * batchRows;
    const exact = plan.fields[field] === "whole";
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (Number.isNaN(value)) batch.blank[field] = 1;
      else if (exact && !Number.isSafeInteger(value)) return false;
    }
    batch.values.set(values, at);
    if (field !== plan.day || !written) return true;
    let last = Number.NaN;
    let day = Number.NaN;
    for (let row = 0; row < values.length; row++) {
      const digits = values[row]!;
      if (Number.isNaN(digits)) continue;
      if (digits !== last) {
        last = digits;
        const known = days.get(digits) ?? dayOfDigits(digits);
        if (Number.isNaN(known)) return false;
        days.set(digits, known);
        day = known;
      }
      batch.values[at + row] = day;
    }
    return true;
  };
  await engine.batches(
    `SELECT ${read.map((sql, index) => `${sql} AS c${index}`).join(", ")} FROM ${from}`,
    (columns, rows) => {
      batch.rows = rows;
      plain = columns.every((values, index) => fill(used[index]!, values)) && sums.add(batch);
      return plain;
    },
    "summing events to user-days",
  );
  const summed = plain ? sums.finish() : undefined;
  const table = summed && mergeUserDays(plan, [summed]);
  return table && { table, rows: summed.rows, judged: [] };
}
