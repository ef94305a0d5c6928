import { quoteIdentifier, quoteLiteral } from "./quote-sql.js";

/** A column of a CSV file as the engine shall read it, in the file's order. */
export interface CsvColumn {
  readonly name: string;
  readonly type: "VARCHAR" | "BIGINT" | "DOUBLE" | "TIMESTAMP";
}

/**
 * What is peculiar to DuckDB's SQL, so that the same plans can be said to another engine: every piece takes and gives
 * SQL text. Checked in test/engine/dialect.test.ts.
 */
export const dialect = {
  /** Days from 1970-01-01 of a DATE, as BIGINT. */
  dayNumber: (date: string): string => `(CAST(${date} AS DATE) - DATE '1970-01-01')`,
  /** BIGINT that is NULL where the text is no whole number (digits, a sign, at most ".0" after) or leaves 64 bits. */
  wholeNumber: (text: string): string =>
    `CASE WHEN regexp_full_match(${text}, '[+-]?[0-9]+') THEN TRY_CAST(${text} AS BIGINT) ` +
    `WHEN regexp_full_match(${text}, '[+-]?[0-9]+\\.0*') THEN TRY_CAST(split_part(${text}, '.', 1) AS BIGINT) END`,
  /** Double that is NULL where the text is no finite number. */
  finiteNumber: (text: string): string =>
    `CASE WHEN isfinite(TRY_CAST(${text} AS DOUBLE)) THEN TRY_CAST(${text} AS DOUBLE) END`,
  /** TIMESTAMP that is NULL where the text is no date and time; 0 to 6 digits of fractional seconds. */
  timestampFromText: (text: string): string =>
    `CASE WHEN isfinite(TRY_CAST(${text} AS TIMESTAMP)) THEN TRY_CAST(${text} AS TIMESTAMP) END`,
  /** TIMESTAMP (UTC) from seconds since 1970, rounded to microseconds; NULL outside the years 1 to 9999. */
  timestampFromSeconds: (seconds: string): string =>
    `CASE WHEN ${seconds} BETWEEN -62135596800 AND 253402300799 ` +
    `THEN make_timestamp(CAST(round(${seconds} * 1000000) AS BIGINT)) END`,
  /** DATE from a number written yyyymmdd, also as 20200705.0; NULL where that is no day of the calendar. */
  dateFromYmdNumber: (number: string): string => {
    const whole = `CAST(round(${number}) AS BIGINT)`;
    return (
      `CASE WHEN ${number} BETWEEN 10000101 AND 99991231 ` +
      `THEN TRY(make_date(${whole} // 10000, ${whole} // 100 % 100, ${whole} % 100)) END`
    );
  },
  /** A value held inside [low, high]; NULL stays NULL. */
  clamp: (value: string, low: number, high: number): string =>
    `CASE WHEN ${value} < ${quoteLiteral(low)} THEN ${quoteLiteral(low)} ` +
    `WHEN ${value} > ${quoteLiteral(high)} THEN ${quoteLiteral(high)} ELSE ${value} END`,
  /** Rows of a CSV file with a header line, comma-separated, typed as given; an empty field is NULL. */
  readCsv: (path: string, columns: readonly CsvColumn[]): string => {
    const types = columns.map((column) => `${quoteLiteral(column.name)}: '${column.type}'`).join(", ");
    return (
      `read_csv(${quoteLiteral(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', ` +
      `nullstr = '', strict_mode = true, max_line_size = 2097152, columns = {${types}})`
    );
  },
  /** Power of two as a DOUBLE literal. */
  powerOfTwo: (exponent: number): string => quoteLiteral(2 ** exponent),
  /** Expression list with quoted names. */
  select: (columns: Readonly<Record<string, string>>): string =>
    Object.entries(columns)
      .map(([name, expression]) => `${expression} AS ${quoteIdentifier(name)}`)
      .join(", "),
} as const;
