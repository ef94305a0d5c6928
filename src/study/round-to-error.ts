/**
 * A function that writes numbers to the digits that a standard error leaves meaning to: two of the error's own.
 * 3.4567 with error 0.21 is "3.46"; a true minus sign, never "-0". Ends of intervals keep their sign: where rounding
 * would give 0, digits are added until one is not 0.
 */
export function roundToError(standardError: number): (value: number, keepSign?: boolean) => string {
  const exact = !(standardError > 0);
  const decimals = exact ? 3 : Math.min(Math.max(1 - Math.floor(Math.log10(standardError)), 0), 10);
  return (value, keepSign = false) => {
    const write = (digits: number) => Math.abs(value).toFixed(digits);
    let digits = decimals;
    while (keepSign && value !== 0 && Number(write(digits)) === 0 && digits < 10) digits += 1;
    const text = write(digits);
    return value < 0 && Number(text) !== 0 ? `−${text}` : text;
  };
}
