import type { Design } from "../../../design/design.js";
import { columnOf } from "../../../numeric/matrix.js";
import { sharedDoubles, sharedIntegers } from "./shared-array.js";

/** Rows that agree in some terms share a cell, so that small models are fitted to cells instead of rows. */
export interface RowCells {
  readonly count: number;
  /** Cell of each row, numbered by first appearance, [rows]. */
  readonly ofRow: Int32Array;
  /** Values of the terms in each cell: term k of cell c at `values[k * count + c]`. */
  readonly values: Float64Array;
}

/** Puts rows with the same values of the listed terms together; with none listed there is one cell. */
export function rowCells(design: Design, terms: readonly number[]): RowCells {
  const ofRow = sharedIntegers(design.rows);
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
        const index = valueIndex.get(value) ?? valueIndex.size;
        valueIndex.set(value, index);
        const key = ofRow[row]! * design.rows + index;
        const cell = cellIndex.get(key) ?? cellIndex.size;
        if (cell === cellIndex.size) {
          cellIndex.set(key, cell);
          first.push(row);
        }
        ofRow[row] = cell;
      }
    }
  }
  const values = sharedDoubles(terms.length * first.length);
  let cell = 0;
  for (const shard of design.shards)
    for (; cell < first.length && first[cell]! < shard.firstRow + shard.rows; cell++)
      terms.forEach((term, k) => {
        values[k * first.length + cell] = columnOf(shard.covariates, term)[first[cell]! - shard.firstRow]!;
      });
  return { count: first.length, ofRow, values };
}
