/** One line of a summary table: plain values only, what is not known is null. */
export type SummaryRow = Readonly<Record<string, string | number | boolean | null>>;

/** A number, or null where it is not known (NaN). */
export function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** An id that arrived as text: a whole number where a double holds it exactly (at most 2^53 - 1), else the text. */
export function idValue(text: string): number | string {
  return /^(0|-?[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
