import { judgedControl } from "../evidence/judged-control.js";
import type { Gate } from "./gate.js";

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
  evaluate: ({ placeboLead: lead }) =>
    judgedControl(lead ?? { reason: "the question does not declare it" }, {
      asked: "Whether treatment responds to outcomes",
      askedInFull: "Whether treatment responds to outcomes, though the question declares that it does not,",
      found: ({ written, unit, column, interval, rows }) =>
        `days before a treated day differ by ${written} ${unit} in ${column} from days before an untreated one (interval ${interval}; ${rows} rows)`,
      by: "the test",
      beyond: "beyond chance, though the question declares that treatment does not respond to outcomes.",
      clause: ({ column }) =>
        `treatment goes with what happened the day before (${column}), though the question declares that it does not respond`,
      remedies: {
        untested: "Give the log more days, or leave the declaration out.",
        beyond:
          "Leave the declaration out and adjust for what treatment responds to, or find what both days share.",
        unseen: "More users or more days; until then the declaration rests on its reason alone.",
      },
    }),
};
