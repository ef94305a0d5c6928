/** Log odds beyond this cannot be told from it: in double precision 1 / (1 + exp(-36)) is the last step but one below 1. */
const farthest = 36;

/**
 * The logistic function of log odds, kept strictly between 0 and 1: beyond log odds of 36 either way, where a double
 * soon cannot hold the difference to 1, it is that of 36 (a difference below 3e-16).
 */
export function probabilityOf(logOdds: number): number {
  const bounded = Math.max(-farthest, Math.min(farthest, logOdds));
  return 1 / (1 + Math.exp(-bounded));
}
