import type { StudyResult } from "../study/schemas/result-schema.js";
import { csvText } from "./csv.js";
import { formatCount } from "./format/count.js";
import { keptTogether } from "./format/kept-together.js";
import { type Html, type HtmlValue, html } from "./html.js";

/** One column: its name in the CSV file, its head on the page, its unit and a sentence; and how a cell is written. */
export interface Column<Row> {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly sentence: string;
  readonly kind: "text" | "number";
  /** The unrounded value for the CSV file; null is an empty cell. */
  readonly value: (row: Row) => string | number | boolean | null;
  /** The cell on the page; without it the column is in the file only. */
  readonly cell?: (row: Row) => HtmlValue;
}

/** A table of a page about `Data`: on the page, and as `<name>.csv` beside it. */
export interface Table<Data = StudyResult> {
  readonly name: string;
  readonly caption: string;
  /** Name, unit and sentence of every column of the file. */
  readonly columns: (result: Data) => readonly Pick<Column<never>, "name" | "unit" | "sentence">[];
  readonly size: (result: Data) => number;
  readonly csv: (result: Data) => string;
  readonly render: (result: Data) => Html;
}

interface TableSpec<Row, Data> {
  readonly name: string;
  readonly caption: string;
  readonly rows: (result: Data) => readonly Row[];
  readonly columns: (result: Data) => readonly Column<Row>[];
  /** Class of a row, for emphasis. */
  readonly rowClass?: (row: Row) => string;
  /** How many rows the page shows at most, the furthest first chosen, in their order, and the words for those; the file has all. */
  readonly shown?: { readonly most: number; readonly size: (row: Row) => number; readonly words: string };
}

/** Words stand as the page's cells do; numbers are set apart. */
const cellClass = (column: { readonly kind: "text" | "number" }): Html | null =>
  column.kind === "number" ? html` class="number"` : null;

const emphasis = (name: string): Html | null => (name === "" ? null : html` class="${name}"`);

/** At most so many rows, those of the largest size, in their order. */
function furthest<Row>(rows: readonly Row[], most: number, size: (row: Row) => number): readonly Row[] {
  if (rows.length <= most) return rows;
  const kept = new Set([...rows].sort((a, b) => size(b) - size(a)).slice(0, most));
  return rows.filter((row) => kept.has(row));
}

/** Makes a table of rows and columns; its first page column heads each row. Every head carries its unit and sentence. */
export function defineTable<Row, Data = StudyResult>(spec: TableSpec<Row, Data>): Table<Data> {
  const render = (result: Data): Html => {
    const all = spec.rows(result);
    const rows = spec.shown === undefined ? all : furthest(all, spec.shown.most, spec.shown.size);
    const caption =
      rows.length === all.length
        ? spec.caption
        : `${spec.caption}: the ${formatCount(rows.length)} of ${formatCount(all.length)} ${spec.shown!.words}; ${spec.name}.csv holds all`;
    const columns = spec.columns(result).filter((column) => column.cell !== undefined);
    const head = columns.map(
      (column) =>
        html`<th scope="col"${cellClass(column)} title="${column.sentence}">${keptTogether(column.label)}${
          column.unit === "" ? null : html` <span class="unit">${keptTogether(column.unit)}</span>`
        }</th>`,
    );
    const body = rows.map((row) => {
      const cells = columns.map((column, i) =>
        i === 0
          ? html`<th scope="row"${cellClass(column)}>${column.cell!(row)}</th>`
          : html`<td${cellClass(column)}>${column.cell!(row)}</td>`,
      );
      return html`<tr${emphasis(spec.rowClass?.(row) ?? "")}>${cells}</tr>\n`;
    });
    return html`<div class="table-scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody></table></div>`;
  };
  return {
    name: spec.name,
    caption: spec.caption,
    columns: spec.columns,
    size: (result) => spec.rows(result).length,
    csv: (result) => csvText(spec.columns(result), spec.rows(result)),
    render,
  };
}
