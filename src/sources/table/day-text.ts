import type { DayMapping } from "./table-mapping.js";

const date = (text: string, format: string): string =>
  `CAST(try_strptime(regexp_extract(${text}, '^[^ T]+'), '${format}') AS DATE)`;
const rest = "([ T].*)?";
const slashes = `'[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}${rest}'`;

/**
 * SQL of the calendar day that a text is, NULL where it is none. A time after the day is left aside. Reads 2016-04-12,
 * 2016/04/12, 4/12/2016 (month first, or day first), 12.4.2016 (always day first) and 20160412 (also 20160412.0).
 */
export function dayFromText(text: string, order: NonNullable<DayMapping["order"]>): string {
  const slashFormat = order === "dayFirst" ? "%d/%m/%Y" : "%m/%d/%Y";
  return (
    `CASE WHEN regexp_full_match(${text}, '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}${rest}') THEN ${date(text, "%Y-%m-%d")} ` +
    `WHEN regexp_full_match(${text}, ${slashes}) THEN ${date(text, slashFormat)} ` +
    `WHEN regexp_full_match(${text}, '[0-9]{8}(\\.0*)?') THEN CAST(try_strptime(${text}[1:8], '%Y%m%d') AS DATE) ` +
    `WHEN regexp_full_match(${text}, '[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}${rest}') THEN ${date(text, "%Y/%m/%d")} ` +
    `WHEN regexp_full_match(${text}, '[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4}${rest}') THEN ${date(text, "%d.%m.%Y")} END`
  );
}

/** SQL test: a text with slashes that is a day only when the day is read first. */
export function isDayFirstOnly(text: string): string {
  return `(regexp_full_match(${text}, ${slashes}) AND ${date(text, "%m/%d/%Y")} IS NULL AND ${date(text, "%d/%m/%Y")} IS NOT NULL)`;
}
