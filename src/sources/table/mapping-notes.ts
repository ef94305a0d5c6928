import { mappedColumns } from "./check-mapping.js";
import type { ResolvedTime } from "./moment-sql.js";
import type { NumbersAsText } from "./numbers-as-text.js";
import type { RowPlan } from "./row-plan.js";
import { shortenValue } from "./shorten-value.js";
import type { TableMapping } from "./table-mapping.js";

/** Audit sentences on how a table is read: its columns, its moments, whose days these are, columns renamed or left text. */
export function mappingNotes(
  mapping: TableMapping,
  isProposed: boolean,
  time: ResolvedTime | undefined,
  plan: RowPlan,
  asText: readonly NumbersAsText[],
): Readonly<Record<string, string>> {
  const parts = mappedColumns(mapping)
    .map(([key, column]) => `${key.replace(/\.column$/, "").replace("time.offset", "offset")} = ${column}`)
    .join(", ");
  const renamed = plan.renamed.map(([from, to]) => `${from} as ${to}`).join(", ");
  return {
    mapping: isProposed
      ? `No mapping was given; columns were chosen by their names: ${parts}.`
      : `Columns as mapped: ${parts}.`,
    ...(time === undefined ? {} : { time_zone: timeSentence(mapping, time) }),
    ...(plan.step.unit === "week"
      ? { weeks: `A step of the panel is a week that begins on ${capital(plan.step.weekStarts)}.` }
      : {}),
    ...(plan.step.unit === "period" ? { periods: "A step of the panel is one numbered period." } : {}),
    ...(renamed === ""
      ? {}
      : { renamed_columns: `Columns renamed beside the parts of the same name: ${renamed}.` }),
    ...(asText.length === 0 ? {} : { numbers_as_text: textSentence(asText) }),
  };
}

function textSentence(asText: readonly NumbersAsText[]): string {
  const told = asText.map(
    ({ column, row, value }) => `"${column}" (row ${row} holds "${shortenValue(value)}")`,
  );
  const values = [...new Set(asText.map(({ value }) => JSON.stringify(shortenValue(value))))].join(", ");
  return (
    `Read as text and not summed, although the first value is a number: ${told.join(", ")}. ` +
    `A text that means not known goes into the mapping, "missing": [${values}].`
  );
}

function timeSentence(mapping: TableMapping, time: ResolvedTime): string {
  const read = time.unit === "iso" ? "as date and time" : `in ${time.unit} since 1970`;
  if (mapping.day !== undefined) return `Times are read ${read}; the day column says which day counts.`;
  const whose =
    time.offset === undefined
      ? time.zoneGiven
        ? `local days of ${time.zone}`
        : "days of UTC where a time says its distance from it, else of the clock it was written by (no time zone was given)"
      : `local days by the offset in ${time.offset.column}${time.zoneGiven ? `, else of ${time.zone}` : ""}`;
  return `Times are read ${read}; days are ${whose}.`;
}

function capital(word: string): string {
  return `${word[0]?.toUpperCase()}${word.slice(1)}`;
}
