import { PanelError } from "../../errors.js";

/**
 * Refuses a plain array that is not all numbers or all text: null, which arithmetic takes for 0, is how JSON writes an
 * unknown number, and "3" is no number. Arrays of a numeric type hold nothing else.
 * @param what  e.g. `column "age"`
 * @param numbers  whether numbers alone will do
 * @throws PanelError `table.values` naming the row
 */
export function checkValues(
  values: ArrayLike<number> | ArrayLike<string>,
  what: string,
  numbers = false,
): void {
  if (ArrayBuffer.isView(values)) return;
  if (typeof values !== "object" || values === null || !(values.length >= 0))
    throw new PanelError("table.values", `${what} is ${String(values)}; expected an array`);
  const kind = !numbers && typeof values[0] === "string" ? "string" : "number";
  for (let row = 0; row < values.length; row++)
    if (typeof values[row] !== kind)
      throw new PanelError(
        "table.values",
        `${what} is ${JSON.stringify(values[row])} in row ${row}; expected ${kind === "string" ? 'text in every row, as in the first ("" where it is not known)' : "a number (NaN where it is not known, 0 and 1 for no and yes)"}`,
        { what, row },
      );
}
