/** An intercept and columns less their mean, divided by their spread. */
export interface StandardColumns {
  /** Column-major, the intercept first. */
  readonly values: Float64Array;
  readonly columns: number;
  /** What each column was divided by, 1 for the intercept. */
  readonly scale: Float64Array;
}

/** Standardises a few columns of so many rows each, so that sums of their products are well conditioned. */
export function standardColumns(columns: readonly Float64Array[], rows: number): StandardColumns {
  const values = new Float64Array(rows * (columns.length + 1)).fill(1, 0, rows);
  const scale = new Float64Array(columns.length + 1).fill(1);
  columns.forEach((column, k) => {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += column[r]!;
    const mean = sum / rows;
    let squares = 0;
    for (let r = 0; r < rows; r++) squares += (column[r]! - mean) ** 2;
    const spread = Math.sqrt(squares / rows) || 1;
    for (let r = 0; r < rows; r++) values[(k + 1) * rows + r] = (column[r]! - mean) / spread;
    scale[k + 1] = spread;
  });
  return { values, columns: columns.length + 1, scale };
}
