import { dialect } from "../../engine/dialect.js";
import type { DayMapping } from "./table-mapping.js";

const date = (text: string, format: string): string =>
  `CAST(try_strptime(regexp_extract(${text}, '^[^ T]+'), '${format}') AS DATE)`;
const rest = "([ T].*)?";
const slashes = `'[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}${rest}'`;

/**
 * SQL of the calendar day that a text is, NULL where it is none. A time after the day is left aside. Reads 2016-04-12,
 * 2016/04/12, 4/12/2016 (month first, or day first), 12.4.2016 (always day first) and 20160412 (also 20160412.0). The
 * two commonest forms, 20160412 and 2016-04-12, are told without a regular expression. The other forms with eight
 * characters whose digits begin as a number do (2.0201e7) name the day 00, and so none.
 */
export function dayFromText(text: string, order: NonNullable<DayMapping["order"]>): string {
  const quick = `TRY_CAST(${text}[1:8] AS INTEGER)`;
  const slashFormat = order === "dayFirst" ? "%d/%m/%Y" : "%m/%d/%Y";
  return (
    `CASE WHEN (length(${text}) = 8 OR ${text}[9:] = '.0') AND ${quick} BETWEEN 10000101 AND 99991231 THEN ${dialect.dateFromYmdNumber(quick)} ` +
    `WHEN ${isIso(text)} AND TRY_CAST(${text} AS DATE) IS NOT NULL THEN TRY_CAST(${text} AS DATE) ` +
    `WHEN regexp_full_match(${text}, '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}${rest}') THEN ${date(text, "%Y-%m-%d")} ` +
    `WHEN regexp_full_match(${text}, ${slashes}) THEN ${date(text, slashFormat)} ` +
    `WHEN regexp_full_match(${text}, '[0-9]{8}(\\.0*)?') THEN CAST(try_strptime(${text}[1:8], '%Y%m%d') AS DATE) ` +
    `WHEN regexp_full_match(${text}, '[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}${rest}') THEN ${date(text, "%Y/%m/%d")} ` +
    `WHEN regexp_full_match(${text}, '[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4}${rest}') THEN ${date(text, "%d.%m.%Y")} END`
  );
}

/** SQL test: ten characters with the marks of 2016-04-12 in their places. */
function isIso(text: string): string {
  return `length(${text}) = 10 AND ${text}[5] = '-' AND ${text}[8] = '-' AND ${text}[1] BETWEEN '0' AND '9'`;
}

/** SQL test: a text with slashes that is a day only when the day is read first. */
export function isDayFirstOnly(text: string): string {
  return `(regexp_full_match(${text}, ${slashes}) AND ${date(text, "%m/%d/%Y")} IS NULL AND ${date(text, "%d/%m/%Y")} IS NOT NULL)`;
}
