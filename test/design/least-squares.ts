/** Least squares by Gaussian elimination of the normal equations, for tests on a handful of columns. */
export function leastSquares(columns: readonly (readonly number[])[], outcome: readonly number[]): number[] {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const rows = columns.map((a) => [...columns.map((b) => dot(a, b)), dot(a, outcome)]);
  const size = columns.length;
  for (let k = 0; k < size; k++) {
    const pivot = rows.slice(k).reduce((best, row) => (Math.abs(row[k]!) > Math.abs(best[k]!) ? row : best));
    rows.splice(rows.indexOf(pivot, k), 1);
    rows.splice(k, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[k]! / pivot[k]!;
      for (let j = k; j <= size; j++) row[j]! -= factor * pivot[j]!;
    }
  }
  return rows.map((row, k) => row[size]! / row[k]!);
}
