import type { FalsificationCheck } from "../check.js";
import { estimateRow } from "../estimate-row.js";
import { twoSidedTest } from "../two-sided-test.js";

/**
 * Tomorrow's treatment on today: what a platform does tomorrow answers to what happens today, so a difference is
 * expected in every recommender. It shows the feedback that these methods are there for, and judges nothing, unless the
 * question declares that treatment does not respond to outcomes: then a gate judges it.
 */
export const placeboLead: FalsificationCheck = {
  name: "placeboLead",
  label: "Feedback: tomorrow's treatment and today",
  standing: "display",
  expected:
    "not 0 wherever treatment answers to what users did, as in every recommender; a display of that feedback, never a test of the answer",
  unit: (outcome) => outcome,
  source: "placebo leads display feedback",
  run({ lead, notResponsive, level, write }) {
    if (lead.reason !== undefined) return lead;
    const { difference, rows, column } = lead.found;
    const { pValue } = twoSidedTest(difference);
    const beyond = pValue < 0.05;
    const row = estimateRow(`tomorrow's treatment on today's ${column}`, difference, rows, level, pValue);
    const found = `Days before a treated day differ by ${write(difference.estimate)} in column ${column} from days before an untreated one, held equal as in the analysis`;
    if (notResponsive === undefined)
      return {
        rows: [row],
        sentence: `${found} (${beyond ? "more than chance: treatment answers to what users do, and that is why their past is held equal" : "not more than chance"}).`,
      };
    return {
      standing: "gate",
      expected:
        "0: the question declares that treatment does not respond to outcomes, so days before treated days are like others",
      rows: [row],
      sentence: `${found} (${beyond ? "more" : "not more"} than chance). The question declares that treatment does not respond to outcomes: ${notResponsive.replace(/\.$/, "")}. Not seen: a response that today's ${column} does not show.`,
    };
  },
};
