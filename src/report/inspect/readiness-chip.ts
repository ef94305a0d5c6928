import type { Verdict } from "../../results/verdict.js";
import type { Html } from "../html.js";
import { verdictChip } from "../verdict-chip.js";

/** How a readiness check is shown: one that does not pass, or passes and is worth a look, is a warning, not a failure. */
export const readinessVerdict = (passes: boolean | null, warns = false): Verdict =>
  passes === null ? "not evaluated" : passes && !warns ? "pass" : "warn";

export const readinessWords = (passes: boolean | null, warns = false): string =>
  passes === null ? "Not evaluated" : !passes ? "Does not pass" : warns ? "Passes, look" : "Passes";

export const readinessChip = (passes: boolean | null, warns = false): Html =>
  verdictChip(readinessVerdict(passes, warns), readinessWords(passes, warns));
