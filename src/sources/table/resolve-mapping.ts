import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";
import { checkMapping } from "./check-mapping.js";
import { columnClass } from "./column-class.js";
import { isDayFirstOnly } from "./day-text.js";
import { firstRow } from "./first-row.js";
import type { ResolvedTime } from "./moment-sql.js";
import { proposeMapping } from "./propose-mapping.js";
import { resolveTime } from "./resolve-time.js";
import type { TableFile } from "./table-file.js";
import type { TableMapping } from "./table-mapping.js";

export interface ResolvedMapping {
  readonly mapping: TableMapping;
  readonly time: ResolvedTime | undefined;
  /** Whether the time column was found to hold days, so that it is no time. */
  readonly isDayOfTime: boolean;
}

/**
 * The mapping to read a file by: the given one, or one by the columns' names, checked against the file. A time column
 * that holds whole days becomes the day.
 * @throws SourceError those of `proposeMapping`, `checkMapping` and `resolveTime`; "table.day-order"
 */
export async function resolveMapping(
  engine: Engine,
  file: TableFile,
  given: TableMapping | undefined,
): Promise<ResolvedMapping> {
  const proposed =
    given ??
    proposeMapping(
      file.columns.map(({ name }) => name),
      file.name,
    );
  checkMapping(proposed, file.columns, file.name);
  const time = proposed.time && (await resolveTime(engine, file, proposed.time));
  const mapping = time === "date" ? dayOfTime(proposed) : proposed;
  await checkOrder(engine, file, mapping.day ?? mapping.period);
  return { mapping, time: time === "date" ? undefined : time, isDayOfTime: time === "date" };
}

function dayOfTime({ time, ...mapping }: TableMapping): TableMapping {
  return mapping.day === undefined && time !== undefined
    ? { ...mapping, day: { column: time.column } }
    : mapping;
}

/** 13/4/2016 has only one meaning, so 4/3/2016 in the same column has it too: it must be said. */
async function checkOrder(
  engine: Engine,
  file: TableFile,
  day: TableMapping["day"] | TableMapping["period"],
): Promise<void> {
  if (day === undefined || day.order !== undefined) return;
  const type = file.columns.find(({ name }) => name === day.column)?.type ?? "";
  if (columnClass(type) !== "text") return;
  const { row, value } = await firstRow(
    engine,
    file,
    day.column,
    isDayFirstOnly(quoteIdentifier(day.column)),
  );
  if (value === null) return;
  throw new SourceError(
    "table.day-order",
    `${file.name}: row ${row}, column "${day.column}": "${value}" is a day only when the day is read before the month; ` +
      'give order: "dayFirst" (or "monthFirst" to call such rows unreadable)',
    { table: file.name, column: day.column, row, value },
  );
}
