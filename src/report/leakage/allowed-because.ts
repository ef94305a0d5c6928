import { trueMinus } from "../format/true-minus.js";

/** "days -3 to -1", "entry to week -1", "day 0": the unit and the last step of a window, as windows are written. */
const closing = /^(?:entry to )?([a-z]+?)s? (?:[+-]?\d+ to )?([+-]?\d+)$/;

/**
 * Why an adjustment column cannot carry anything that came after the treatment, in words; the lint that holds questions
 * to it is `estimand/adjustment-faults.ts`.
 */
export function allowedBecause({ kind, window }: { readonly kind: string; readonly window: string }): string {
  switch (kind) {
    case "baseline":
      return "Fixed at the user's entry, before any treatment.";
    case "calendar":
      return "The calendar alone: known in advance, and nobody's behaviour moves it.";
    case "measure":
      return "Of the treatment's own day; the question declares, with a reason, that it is measured before the treatment.";
  }
  const found = closing.exec(window);
  return found === null
    ? "Closes before the treatment opens."
    : trueMinus(`Closes on ${found[1]} ${found[2]}, before the treatment opens.`);
}
