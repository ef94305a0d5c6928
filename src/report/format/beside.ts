import { decimalsFor, formatNumber } from "./number.js";

/**
 * A number beside the limits that a text names: digits are added, up to eight decimals, until it reads on its own side
 * of each of them ("29.99" beside "fail below 30", not "30").
 */
export function formatBeside(value: number, limits: string): string {
  const numbers = (limits.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  let significant = 3;
  const misread = (limit: number): boolean => {
    const read = Number(value.toFixed(decimalsFor(value, significant)));
    return Math.sign(read - limit) !== Math.sign(value - limit);
  };
  while (numbers.some(misread) && significant < 10) significant += 1;
  return formatNumber(value, { significant });
}
