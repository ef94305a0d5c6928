interface CsvColumn<Row> {
  readonly name: string;
  readonly value: (row: Row) => string | number | boolean | null;
}

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Rows as CSV (RFC 4180, UTF-8, lines ending in CRLF): unrounded numbers, empty cells for what is not known. */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const head = columns.map((column) => quote(column.name)).join(",");
  const lines = rows.map((row) =>
    columns
      .map((column) => {
        const value = column.value(row);
        return value === null ? "" : quote(String(value));
      })
      .join(","),
  );
  return `${[head, ...lines].join("\r\n")}\r\n`;
}
