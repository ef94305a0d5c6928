/** What a column's engine type can be read as. */
export type ColumnClass =
  | "text"
  | "integer"
  | "real"
  | "boolean"
  | "date"
  | "timestamp"
  | "instant"
  | "other";

const classes: readonly (readonly [RegExp, ColumnClass])[] = [
  [/^(VARCHAR|UUID|ENUM\(.*\))$/, "text"],
  [/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/, "integer"],
  [/^(DOUBLE|FLOAT|DECIMAL\(.*\))$/, "real"],
  [/^BOOLEAN$/, "boolean"],
  [/^DATE$/, "date"],
  [/^TIMESTAMP(_S|_MS|_NS)?$/, "timestamp"],
  [/^TIMESTAMP WITH TIME ZONE$/, "instant"],
];

export function columnClass(type: string): ColumnClass {
  return classes.find(([pattern]) => pattern.test(type))?.[1] ?? "other";
}
