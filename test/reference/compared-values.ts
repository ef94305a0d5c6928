import { appendFileSync } from "node:fs";

/**
 * The table of reference results (`node test/reference/write-table.mjs`) is drawn from the assertions themselves: with the variable
 * below set to a file, a reference value that a test asked for is recognised when something is asserted to be close to
 * it, and both numbers are written down. Without the variable nothing happens.
 */
const file = process.env.COUNTERDAY_COMPARISONS;

interface Place {
  readonly peer: string;
  readonly id: string;
  readonly path: string;
}

const places = new Map<number, Place>();

/** Remembers the values of a case that a test asked for. Whole numbers are too common to be recognised. */
export function noteCase(peer: string, id: string, values: unknown, path: readonly string[] = []): void {
  if (file === undefined) return;
  if (typeof values === "object" && values !== null) {
    for (const [key, value] of Object.entries(values)) noteCase(peer, id, value, [...path, key]);
    return;
  }
  const number = typeof values === "string" && values.trim() !== "" ? Number(values) : values;
  if (typeof number !== "number" || !Number.isFinite(number) || Number.isInteger(number)) return;
  places.set(number, { peer, id, path: path.join(".") });
}

/** Writes down a comparison whose expected side is a remembered value, or the negative of one. */
export function noteComparison(actual: number, expected: number): void {
  if (file === undefined) return;
  const sign = places.has(expected) ? 1 : -1;
  const place = places.get(sign * expected);
  if (place === undefined) return;
  appendFileSync(file, `${JSON.stringify({ ...place, ours: sign * actual, theirs: sign * expected })}\n`);
}
