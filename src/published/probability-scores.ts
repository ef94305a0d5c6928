/** How well probabilities tell an outcome of 0 and 1, over some rows. */
export interface ProbabilityScores {
  readonly areaUnderCurve: number;
  readonly averagePrecision: number;
  readonly brier: number;
  readonly logLoss: number;
}

/**
 * Area under the ROC curve (ties count one half), average precision Σ (R_k - R_{k-1}) P_k over distinct thresholds from
 * the highest, mean squared error, and mean minus log-likelihood.
 * @param rows rows that count, with both outcomes among them
 */
export function probabilityScores(
  outcome: Float64Array,
  probability: Float64Array,
  rows: readonly number[],
): ProbabilityScores {
  const order = [...rows].sort((a, b) => probability[b]! - probability[a]!);
  const positives = order.filter((row) => outcome[row] === 1).length;
  const negatives = order.length - positives;
  let [seen, hits, area, precision] = [0, 0, 0, 0];
  while (seen < order.length) {
    const at = probability[order[seen]!]!;
    let [end, found] = [seen, 0];
    while (end < order.length && probability[order[end]!] === at) found += outcome[order[end++]!]!;
    const misses = end - seen - found;
    area += misses * (hits + found / 2);
    hits += found;
    precision += (found / positives) * (hits / end);
    seen = end;
  }
  const mean = (of: (p: number, y: number) => number) =>
    rows.reduce((sum, row) => sum + of(probability[row]!, outcome[row]!), 0) / rows.length;
  return {
    areaUnderCurve: area / (positives * negatives),
    averagePrecision: precision,
    brier: mean((p, y) => (p - y) ** 2),
    logLoss: mean((p, y) => -Math.log(y === 1 ? p : 1 - p)),
  };
}
