import type { Design } from "../../../design/design.js";
import { columnOf } from "../../../numeric/matrix.js";

/** Rows that agree in some terms share a cell, so that small models are fitted to cells instead of rows. */
export interface RowCells {
  readonly count: number;
  /** Values of the terms in each cell: term k of cell c at `values[k * count + c]`. */
  readonly values: Float64Array;
}

/**
 * Puts rows with the same values of the listed terms together; with none listed there is one cell.
 * @returns the cells, and the cell of each row, numbered by first appearance, [rows]
 */
export function rowCells(
  design: Design,
  terms: readonly number[],
): { readonly cells: RowCells; readonly ofRow: Int32Array } {
  const ofRow = new Int32Array(design.rows);
  const first: number[] = [0];
  for (const term of terms) {
    const indices = new Map<number, number>();
    const cells = new Map<number, number>();
    first.length = 0;
    for (const shard of design.shards)
      splitCells(columnOf(shard.covariates, term), shard, ofRow, indices, cells, first);
  }
  const values = new Float64Array(terms.length * first.length);
  let cell = 0;
  for (const shard of design.shards)
    for (; cell < first.length && first[cell]! < shard.firstRow + shard.rows; cell++)
      terms.forEach((term, k) => {
        values[k * first.length + cell] = columnOf(shard.covariates, term)[first[cell]! - shard.firstRow]!;
      });
  return { cells: { count: first.length, values }, ofRow };
}

/** Cells so far, split by the values of one more term; the first row of each cell is listed. */
function splitCells(
  values: Float64Array,
  { firstRow, rows }: { readonly firstRow: number; readonly rows: number },
  ofRow: Int32Array,
  indices: Map<number, number>,
  cells: Map<number, number>,
  first: number[],
): void {
  for (let r = 0; r < rows; r++) {
    const index = numbered(indices, values[r]!);
    const cell = numbered(cells, ofRow[firstRow + r]! * ofRow.length + index);
    if (cell === first.length) first.push(firstRow + r);
    ofRow[firstRow + r] = cell;
  }
}

/** The number of a key, in order of first appearance. */
function numbered(numbers: Map<number, number>, key: number): number {
  let number = numbers.get(key);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(key, number);
  }
  return number;
}
