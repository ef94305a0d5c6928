import { decimalsFor, formatNumber } from "./number.js";

/** Decimals of an estimate: those that show two significant digits of its standard error. */
const decimalsOf = (standardError: number): number => decimalsFor(standardError, 2);

/** An estimate with its sign, to the decimals that its standard error justifies, e.g. "−3.42". */
export function formatEstimate(value: number, standardError: number): string {
  return standardError === 0
    ? formatNumber(value, { significant: 3, sign: true })
    : formatNumber(value, { decimals: decimalsOf(standardError), sign: true });
}

/** A standard error, two significant digits. */
export const formatStandardError = (value: number): string =>
  formatNumber(value, { decimals: decimalsOf(value) });

/** An interval to the same decimals, e.g. "−4.10 to −2.70". */
export function formatInterval(
  interval: { readonly lower: number; readonly upper: number },
  standardError: number,
): string {
  return `${formatEnd(interval.lower, standardError)} to ${formatEnd(interval.upper, standardError)}`;
}

/** An end that would read as 0 gets the digits that show its sign: "−0.255 to −0.0003". */
function formatEnd(value: number, standardError: number): string {
  const text = formatEstimate(value, standardError);
  return value === 0 || /[1-9]/.test(text) ? text : formatNumber(value, { significant: 1, sign: true });
}

/** A mean beside an estimate, to the estimate's decimals and without a plus sign. */
export const formatMean = (value: number, standardError: number): string =>
  standardError === 0 ? formatNumber(value) : formatNumber(value, { decimals: decimalsOf(standardError) });
