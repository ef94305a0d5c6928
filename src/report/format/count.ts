import { formatNumber } from "./number.js";

/** A whole number with thousands separators, e.g. "37,800". */
export const formatCount = (value: number): string => formatNumber(value, { decimals: 0 });
