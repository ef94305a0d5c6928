/** A probability moved by `shift` on the logit scale. */
export function logitShift(probability: number, shift: number): number {
  return 1 / (1 + (Math.exp(-shift) * (1 - probability)) / probability);
}
