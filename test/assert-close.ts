import { noteComparison } from "./reference/compared-values.js";

/** Asserts that two numbers agree; the reason for the tolerance is part of the call. Refuses NaN on either side. */
export function assertClose(
  actual: number,
  expected: number,
  tolerance: { readonly relative?: number; readonly absolute?: number; readonly because: string },
): void {
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) {
    throw new Error(`expected finite numbers, found actual ${actual} and expected ${expected}`);
  }
  if (tolerance.relative === undefined && tolerance.absolute === undefined)
    throw new Error("no tolerance given");
  const allowed = Math.max((tolerance.relative ?? 0) * Math.abs(expected), tolerance.absolute ?? 0);
  const error = Math.abs(actual - expected);
  if (error > allowed) {
    throw new Error(
      `found ${actual}, expected ${expected}: off by ${error}, allowed ${allowed} (because ${tolerance.because})`,
    );
  }
  noteComparison(actual, expected);
}
