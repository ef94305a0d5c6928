import { InvalidArgumentError } from "commander";

/** A parser of a flag that takes a whole number in [from, to], written in digits. */
export function parseWholeNumber(from: number, to = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const range =
    to === Number.MAX_SAFE_INTEGER
      ? `a whole number, ${from} or more`
      : `a whole number from ${from} to ${to}`;
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= from && value <= to) return value;
    throw new InvalidArgumentError(`Expected ${range}, in digits.`);
  };
}
