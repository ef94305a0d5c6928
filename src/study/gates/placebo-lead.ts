import { shortNumber } from "../short-number.js";
import type { Evidence, Finding, Gate } from "./gate.js";

/** Of the two-sided test; the family has one member, so Holm's step leaves it as it is. */
const significance = 0.05;

/**
 * Where the question declares that treatment does not respond to outcomes, days before treated days must be like days before
 * untreated ones. Without the declaration a difference there is expected, and there is no such gate.
 */
export const placeboLead: Gate = {
  name: "placeboLead",
  label: "Treatment does not respond to outcomes",
  unit: "standard deviations",
  worse: "above",
  warn: null,
  fail: null,
  adjustable: false,
  applies: ({ placeboLead: lead }) => lead !== null,
  source:
    "Granger (1969), Autor (2003): tomorrow's treatment goes with today only where treatment responds; judged only where the question declares that it does not",
  threshold: () =>
    "fail when days before treated days differ from days before untreated ones beyond chance (5 %); not evaluated where 0.1 standard deviations would go unseen",
  evaluate: ({ placeboLead: lead }) => judged(lead ?? { reason: "the question does not declare it" }),
};

function judged(lead: NonNullable<Evidence["placeboLead"]>): Finding {
  if (lead.reason !== undefined)
    return {
      verdict: "not evaluated",
      value: null,
      sentence: `Whether treatment responds to outcomes, though the question declares that it does not, was not tested: ${lead.reason.replace(/\.$/, "")}.`,
      remedy: "Give the log more days, or leave the declaration out.",
      clause: "",
    };
  const { column, rows, pValue, inDeviations, written, interval, detectable, mark, unit } = lead;
  const found = `ays before a treated day differ by ${written} ${unit} in ${column} from days before an untreated one (interval ${interval}; ${rows} rows)`;
  const value = Math.abs(inDeviations);
  if (pValue < significance)
    return {
      verdict: "fail",
      value,
      sentence: `D${found}, beyond chance, though the question declares that treatment does not respond to outcomes.`,
      remedy:
        "Leave the declaration out and adjust for what treatment responds to, or find what both days share.",
      clause: `treatment goes with what happened the day before (${column}), though the question declares that it does not respond`,
    };
  if (detectable > mark)
    return {
      verdict: "not evaluated",
      value: null,
      sentence: `Whether treatment responds to outcomes could not be told: d${found}, and the test cannot detect less than ${shortNumber(detectable, [mark])}, while ${shortNumber(mark, [detectable])} would matter.`,
      remedy: "More users or more days; until then the declaration rests on its reason alone.",
      clause: "",
    };
  return {
    verdict: "pass",
    value,
    sentence: `D${found}: within chance, where ${shortNumber(detectable, [mark])} would have been detected.`,
    remedy: "",
    clause: "",
  };
}
