import { judgedControl } from "../evidence/judged-control.js";
import type { Evidence, Finding, Gate, PastOutcomeEvidence } from "./gate.js";

/**
 * Treatment cannot reach an outcome that lies before it. A difference there that chance does not explain is confounding
 * that the adjustment has left, and the causal sentence is withheld. A difference within chance only counts where the
 * control could have seen one as large as the mark; else nothing was tested.
 */
export const pastOutcome: Gate = {
  name: "pastOutcome",
  label: "Past outcome",
  unit: "standard deviations",
  worse: "above",
  warn: null,
  fail: null,
  adjustable: false,
  source:
    "Lipsitch, Tchetgen Tchetgen & Cohen (2010): treatment cannot reach an outcome that lies before it; a difference there is confounding left over",
  threshold: () =>
    "fail when the outcome of days before everything adjusted for differs beyond chance (5 %); not evaluated where a difference as large as the estimate would go unseen",
  evaluate: ({ pastOutcome: past }) => judgedPast(past),
};

/** The finding on past-outcome evidence; the gate on who decides the treatment reads it too. */
export function judgedPast(past: Evidence["pastOutcome"]): Finding {
  return judgedControl(past, {
    asked: "Whether treatment goes with an outcome from before all adjusted days",
    found: (evidence) =>
      `weighted as in the analysis, the outcome of ${differs(evidence)} between treated and untreated rows${lost(evidence)}`,
    foundOnly: (evidence) => `the outcome of ${differs(evidence)}${lost(evidence)}`,
    by: "the control",
    beyond: "though treatment cannot reach back: something that goes with both is not adjusted for.",
    clause: ({ days, written, unit }) =>
      `the outcome of ${days}, before everything that is adjusted for, already differs by ${written} ${unit} between treated and untreated rows`,
    remedies: {
      untested:
        "Give the log more days before the first analysis row, or adjust for windows that end; until then the answer rests on the adjustment set alone.",
      beyond:
        "Adjust for more of the past (longer windows, the outcome's own history), or for what the platform knew of the user.",
      unseen: "More users or more days; until then the answer rests on the adjustment set alone.",
    },
  });
}

const differs = ({ days, written, unit, interval }: PastOutcomeEvidence): string =>
  `${days} differs by ${written} ${unit} (interval ${interval})`;

const lost = ({ rows, lostRows }: PastOutcomeEvidence): string =>
  lostRows === 0 ? "" : ` (${lostRows} of ${rows + lostRows} rows have no such past in the log)`;
