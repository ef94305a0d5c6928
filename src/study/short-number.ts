/** A number for a sentence: three significant digits, no exponent, a true minus sign; whole numbers from 1,000 on. */
export function shortNumber(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const decimals = size >= 100 ? 0 : Math.min(2 - Math.floor(Math.log10(size)), 6);
  const text = trimmed(size.toFixed(decimals));
  return value < 0 && text !== "0" ? `−${text}` : text;
}

const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
