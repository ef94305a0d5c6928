import { shortNumber } from "../short-number.js";
import type { Evidence, Finding, Gate } from "./gate.js";

/** Of the two-sided test; the family has one member, so Holm's step leaves it as it is. */
const significance = 0.05;

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
  if (past.reason !== undefined)
    return {
      verdict: "not evaluated",
      value: null,
      sentence: `Whether treatment goes with an outcome from before all adjusted days was not tested: ${past.reason.replace(/\.$/, "")}.`,
      remedy:
        "Give the log more days before the first analysis row, or adjust for windows that end; until then the answer rests on the adjustment set alone.",
      clause: "",
    };
  const { days, rows, lostRows, pValue, interval, inDeviations, detectable, mark, unit, written } = past;
  const lost = lostRows === 0 ? "" : ` (${lostRows} of ${rows + lostRows} rows have no such past in the log)`;
  const found = `weighted as in the analysis, the outcome of ${days} differs by ${written} ${unit} (interval ${interval}) between treated and untreated rows`;
  const value = Math.abs(inDeviations);
  if (pValue < significance)
    return {
      verdict: "fail",
      value,
      sentence: `${capital(found)}${lost}, though treatment cannot reach back: something that goes with both is not adjusted for.`,
      remedy:
        "Adjust for more of the past (longer windows, the outcome's own history), or for what the platform knew of the user.",
      clause: `the outcome of ${days}, before everything that is adjusted for, already differs by ${written} ${unit} between treated and untreated rows`,
    };
  if (detectable > mark)
    return {
      verdict: "not evaluated",
      value: null,
      sentence: `Whether treatment goes with an outcome from before all adjusted days could not be told: the outcome of ${days} differs by ${written} ${unit} (interval ${interval})${lost}, and the control cannot detect less than ${shortNumber(detectable, [mark])}, while ${shortNumber(mark, [detectable])} would matter.`,
      remedy: "More users or more days; until then the answer rests on the adjustment set alone.",
      clause: "",
    };
  return {
    verdict: "pass",
    value,
    sentence: `${capital(found)}${lost}: within chance, where ${shortNumber(detectable, [mark])} would have been detected.`,
    remedy: "",
    clause: "",
  };
}

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
