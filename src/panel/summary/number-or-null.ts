/** What JSON can hold of a number: null for one that is not known or not finite. */
export function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
