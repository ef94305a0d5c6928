/**
 * A function that writes numbers to the digits that a standard error leaves meaning to: two of the error's own.
 * 3.4567 with error 0.21 is "3.46"; a true minus sign, never "-0".
 */
export function roundToError(standardError: number): (value: number) => string {
  const exact = !(standardError > 0);
  const decimals = exact ? 3 : Math.min(Math.max(1 - Math.floor(Math.log10(standardError)), 0), 10);
  return (value) => {
    const text = Math.abs(value).toFixed(decimals);
    return value < 0 && Number(text) !== 0 ? `−${text}` : text;
  };
}
