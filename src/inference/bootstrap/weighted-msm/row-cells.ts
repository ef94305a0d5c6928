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
    const valueIndex = new Map<number, number>();
    const cellIndex = new Map<number, number>();
    first.length = 0;
    for (const shard of design.shards) {
      const values = columnOf(shard.covariates, term);
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        const value = values[r]!;
        let index = valueIndex.get(value);
        if (index === undefined) {
          index = valueIndex.size;
          valueIndex.set(value, index);
        }
        const key = ofRow[row]! * design.rows + index;
        let cell = cellIndex.get(key);
        if (cell === undefined) {
          cell = first.length;
          cellIndex.set(key, cell);
          first.push(row);
        }
        ofRow[row] = cell;
      }
    }
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
