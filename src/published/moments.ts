/** Mean and spread of weighted values. */
export interface Moments {
  readonly mean: number;
  /** √(Σ w (x - mean)² / Σ w), or with n - 1 for `weights` left out. */
  readonly deviation: number;
}

/** @param rows rows that count, at least one */
export function momentsOf(values: Float64Array, rows: Iterable<number>, weights?: Float64Array): Moments {
  const picked = [...rows];
  const weight = (row: number) => weights?.[row] ?? 1;
  const total = picked.reduce((sum, row) => sum + weight(row), 0);
  const origin = values[picked[0]!]!;
  const mean = origin + picked.reduce((sum, row) => sum + weight(row) * (values[row]! - origin), 0) / total;
  const squares = picked.reduce((sum, row) => sum + weight(row) * (values[row]! - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (weights === undefined ? total - 1 : total)) };
}
