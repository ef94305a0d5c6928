/**
 * Kish's effective sample size (Σw)² / Σw² from the two sums; 0 when nothing has weight.
 * Source: Kish (1965), Survey Sampling, section 11.7.
 */
export const kishSize = (sum: number, squares: number): number => (squares === 0 ? 0 : (sum * sum) / squares);
