import { quantile } from "../numeric/quantile.js";

/** Mean and standard deviation (n - 1) of replicates, and their 0.025 and 0.975 quantiles (type 7). */
export function replicateFigures(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / (values.length - 1)), quantile(values, 0.025), quantile(values, 0.975)];
}
