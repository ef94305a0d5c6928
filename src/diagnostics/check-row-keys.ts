import { checkCall, kinds } from "../call-check.js";
import { CausalError } from "../errors.js";

/**
 * What says when a row is ("time", a number) or what it belongs to ("label": its user, its fold): one a row, none missing. A
 * missing one would stand as a group of its own, without a word.
 * @param row number of a row in messages, where only some rows are looked at; default its place
 * @throws CausalError `diagnostics.lengths`; `diagnostics.missing` naming the row
 */
export function checkRowKeys(
  name: string,
  values: ArrayLike<number>,
  rows: number,
  kind: "time" | "label",
  row: (at: number) => number = (at) => at,
): void {
  checkCall("diagnostics", { [name]: values }, { [name]: kinds.rows });
  if (values.length !== rows)
    throw new CausalError(
      "diagnostics.lengths",
      `${name} has ${values.length} values for ${rows} rows; expected one a row`,
    );
  for (let at = 0; at < rows; at++) {
    const value: unknown = values[at];
    const known =
      typeof value === "number"
        ? Number.isFinite(value)
        : kind === "label" && value !== undefined && value !== null;
    if (!known)
      throw new CausalError(
        "diagnostics.missing",
        `${name} of row ${row(at)} is ${String(value)}; expected ${kind === "time" ? "a finite number" : "a number that tells it from others"}: leave such rows out`,
        { name, row: row(at) },
      );
  }
}
