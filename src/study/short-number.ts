/**
 * A number for a sentence: three significant digits, no exponent, a true minus sign; whole numbers from 1,000 on.
 * @param limits numbers it is read beside: digits are added, up to ten decimals, until it stands on its own side of
 *   each of them ("29.99" rather than "30" beside a limit of 30)
 */
export function shortNumber(value: number, limits: readonly (number | null)[] = []): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const sign = Math.sign(value);
  let decimals = size >= 100 ? 0 : Math.min(2 - Math.floor(Math.log10(size)), 6);
  const misread = (limit: number | null) =>
    limit !== null && Math.sign(sign * Number(size.toFixed(decimals)) - limit) !== Math.sign(value - limit);
  while (limits.some(misread) && decimals < 10) decimals += 1;
  const text = trimmed(size.toFixed(decimals));
  return value < 0 && text !== "0" ? `−${text}` : text;
}

const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
