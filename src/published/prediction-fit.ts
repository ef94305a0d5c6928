/** Root mean squared error, mean absolute error and R² of predictions of some rows. */
export function predictionFit(
  rows: readonly number[],
  outcome: Float64Array,
  predicted: Float64Array,
): [rmse: number, mae: number, rSquared: number] {
  const centre = rows.reduce((sum, row) => sum + outcome[row]!, 0) / rows.length;
  let [squares, absolute, total] = [0, 0, 0];
  for (const row of rows) {
    const error = outcome[row]! - predicted[row]!;
    squares += error ** 2;
    absolute += Math.abs(error);
    total += (outcome[row]! - centre) ** 2;
  }
  return [Math.sqrt(squares / rows.length), absolute / rows.length, 1 - squares / total];
}
