/**
 * A number for a sentence: whole numbers as they are, others to four significant digits, and to whole numbers from
 * 1,000 on. 300.67859999999996 is "300.7".
 */
export function writtenNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return String(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}
