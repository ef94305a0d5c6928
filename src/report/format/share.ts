import { formatNumber } from "./number.js";

/** A share in [0, 1] as a percentage: one decimal, "<\u00a00.1%" for less, no decimal for exactly 0 and 1. */
export function formatShare(value: number): string {
  if (value === 0 || value === 1) return `${formatNumber(value * 100, { decimals: 0 })}%`;
  if (value > 0 && value < 0.001) return "<\u00a00.1%";
  if (value > 0.999 && value < 1) return ">\u00a099.9%";
  return `${formatNumber(value * 100, { decimals: 1 })}%`;
}
