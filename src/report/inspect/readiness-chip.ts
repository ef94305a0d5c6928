import type { Verdict } from "../../results/verdict.js";
import type { Html } from "../html.js";
import { verdictChip } from "../verdict-chip.js";

/** How a readiness check is shown: one that does not pass is a warning, not a failure. */
export const readinessVerdict = (passes: boolean | null): Verdict =>
  passes === null ? "not evaluated" : passes ? "pass" : "warn";

export const readinessWords = (passes: boolean | null): string =>
  passes === null ? "Not evaluated" : passes ? "Passes" : "Does not pass";

export const readinessChip = (passes: boolean | null): Html =>
  verdictChip(readinessVerdict(passes), readinessWords(passes));
