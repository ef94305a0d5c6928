import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { type Html, html } from "../html.js";
import type { Column } from "../table.js";

type Value = string | number | boolean | null | undefined;

/** What stands for a number that is not known. */
export const notKnown: Html = html`<span aria-label="not known">–</span>`;

type Heads = Pick<Column<never>, "name" | "label" | "sentence"> & { readonly unit?: string };

function columnOf<Row>(
  heads: Heads,
  kind: "text" | "number",
  get: (row: Row) => Value,
  written: (value: Exclude<Value, null | undefined>) => Html | string,
): Column<Row> {
  return {
    unit: "",
    ...heads,
    kind,
    value: (row) => get(row) ?? null,
    cell: (row) => {
      const value = get(row);
      return value === null || value === undefined ? notKnown : written(value);
    },
  };
}

/** Columns of the page's tables; each writes null as "–". */
export const columns = {
  text: <Row>(heads: Heads, get: (row: Row) => Value): Column<Row> =>
    columnOf(heads, "text", get, (value) => String(value)),
  code: <Row>(heads: Heads, get: (row: Row) => Value): Column<Row> =>
    columnOf(heads, "text", get, (value) => html`<code>${String(value)}</code>`),
  count: <Row>(heads: Heads, get: (row: Row) => Value): Column<Row> =>
    columnOf(heads, "number", get, (value) => formatCount(Number(value))),
  number: <Row>(heads: Heads, get: (row: Row) => Value): Column<Row> =>
    columnOf(heads, "number", get, (value) =>
      typeof value === "number" ? formatNumber(value, { significant: 4 }) : String(value),
    ),
  share: <Row>(heads: Heads, get: (row: Row) => Value): Column<Row> =>
    columnOf(heads, "number", get, (value) => formatShare(Number(value))),
} as const;
