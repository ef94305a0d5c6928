/** Running sum whose error does not grow with the number of terms (Neumaier, 1974, ZAMM 54, algorithm IV). */
export interface CompensatedSum {
  total: number;
  lost: number;
}

export function addTo(sum: CompensatedSum, value: number): void {
  const next = sum.total + value;
  sum.lost += Math.abs(sum.total) >= Math.abs(value) ? sum.total - next + value : value - next + sum.total;
  sum.total = next;
}
