import type { Column } from "../table.js";
import { columns } from "./columns.js";

/** A described column: its count, mean, spread and order statistics by name. */
export type Described = Readonly<Record<string, unknown>>;

const heads: Readonly<Record<string, readonly [label: string, sentence: string]>> = {
  count: ["Known", "Known values."],
  mean: ["Mean", "Mean of the known values."],
  std: ["SD", "Standard deviation, n - 1."],
  min: ["Least", "Smallest value."],
  max: ["Most", "Largest value."],
};

/** Columns of a table of descriptions, in the order their first row has them; quantiles are of type 7. */
export function describedColumns(rows: readonly Described[]): readonly Column<Described>[] {
  const names = Object.keys(rows[0] ?? { column: "" }).filter((name) => name !== "column");
  return [
    columns.code({ name: "column", label: "Column", sentence: "Column that is described." }, (row) =>
      String(row.column),
    ),
    ...names.map((name) => {
      const [label, sentence] = heads[name] ?? [
        name.replace("%", " %"),
        `The ${name.replace("%", " %")} quantile.`,
      ];
      const about = { name: name.endsWith("%") ? `q${name.slice(0, -1)}` : name, label, sentence };
      const get = (row: Described) => row[name] as number | null;
      return name === "count" ? columns.count<Described>(about, get) : columns.number<Described>(about, get);
    }),
  ];
}
