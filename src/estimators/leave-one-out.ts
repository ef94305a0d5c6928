/**
 * What a row's removal does to a part of an estimate that is a fitted coefficient: its contribution over 1 - leverage,
 * with the sign turned (exact for least squares, one step of Newton for logistic models: Pregibon 1981). A row that
 * alone determines a coefficient (leverage 1) has no residual; its contribution is taken as it is.
 */
export function withoutRow(contribution: number, leverage: number): number {
  const rest = 1 - leverage;
  return -contribution / (rest > 1e-8 ? rest : 1);
}
