import { isText } from "../../models/terms/data-table.js";

/** The listed rows of a column, in their order; a plain loop, since these columns are long. */
export function takeRows(
  values: ArrayLike<number> | ArrayLike<string>,
  rows: Int32Array,
): Float64Array | string[] {
  if (isText(values)) {
    const texts: string[] = [];
    for (let k = 0; k < rows.length; k++) texts.push(values[rows[k]!]!);
    return texts;
  }
  const numbers = values as ArrayLike<number>;
  const out = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) out[k] = numbers[rows[k]!]!;
  return out;
}

/** The rows at which a mark is not 0, ascending. */
export function markedRows(marks: ArrayLike<number>): Int32Array {
  const out = new Int32Array(marks.length);
  let count = 0;
  for (let row = 0; row < marks.length; row++)
    if (marks[row] !== 0) {
      out[count] = row;
      count += 1;
    }
  return count === out.length ? out : out.slice(0, count);
}
