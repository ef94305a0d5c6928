import { NotEstimableError } from "../errors.js";
import type { Diagnostic } from "./diagnostic.js";

export const dominatingRowRecord: Diagnostic = {
  name: "dominatingRow",
  label: "Most influential row",
  unit: "standard errors",
  worse: "above",
  warn: null,
  fail: 0.5,
  source:
    "One user-day among thousands that shifts the answer by half its standard error is a data error or the whole story; either has to be looked at first",
  sentence: "By how many standard errors the estimate shifts when its most influential row is left out.",
};

/**
 * |shift| / standard error of the row whose removal shifts the estimate most.
 * @throws NotEstimableError `diagnostics.zero-error` when the standard error is 0 but the shift is not
 */
export function dominatingRowShare(shift: number, standardError: number): number {
  if (shift === 0) return 0;
  if (!(standardError > 0))
    throw new NotEstimableError(
      "diagnostics.zero-error",
      `the standard error is ${standardError}, so the weight of single rows cannot be judged; are there at least two users with different outcomes?`,
      { shift, standardError },
    );
  return Math.abs(shift) / standardError;
}
