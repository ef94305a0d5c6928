import type { FalsificationCheck } from "../check.js";
import { estimateRow } from "../estimate-row.js";
import { twoSidedTest } from "../two-sided-test.js";

/** The same comparison on the outcome's own past; a gate judges it. */
export const pastOutcome: FalsificationCheck = {
  name: "pastOutcome",
  label: "Past outcome",
  standing: "gate",
  expected: "0: treatment cannot reach what lies before it",
  unit: (outcome) => outcome,
  source: "Lipsitch, Tchetgen Tchetgen & Cohen (2010)",
  run({ past, level, write }) {
    if (past.reason !== undefined) return past;
    const { control, days } = past.found;
    const { difference, rows, lostRows } = control;
    return {
      rows: [estimateRow(`outcome of ${days}`, difference, rows, level, twoSidedTest(difference).pValue)],
      sentence: `Weighted as in the analysis, the outcome of ${days}, before everything that is adjusted for, differs by ${write(difference.estimate)} between treated and untreated rows; ${lostRows} of ${rows + lostRows} rows have no such past in the log and are left out.`,
    };
  },
};
