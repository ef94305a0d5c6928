/**
 * A number for a sentence, so that reading it back gives the same number: 0.805, 12345.6. One that takes more than eight
 * significant digits, as a quantile may, is said to be "about" its four first ones, to whole numbers from 1,000 on:
 * 300.67859999999996 is "about 300.7".
 */
export function writtenNumber(value: number): string {
  const shortest = String(value);
  const digits = shortest.replace(/e.*$/, "").replace(/[-.]/g, "").replace(/^0+/, "");
  if (Number.isInteger(value) || digits.length <= 8) return shortest;
  return `about ${Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4))}`;
}
