/** A difference of means in units of a deviation: 0 for a constant, null where there is a difference and no spread. */
export function standardizedDifference(difference: number, unit: number, constant: boolean): number | null {
  if (constant || (unit === 0 && difference === 0)) return 0;
  return unit === 0 ? null : difference / unit;
}
