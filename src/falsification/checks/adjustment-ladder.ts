import type { Design } from "../../design/design.js";
import { naive } from "../../estimators/naive.js";
import type { FalsificationCheck } from "../check.js";
import { keepTerms } from "../designs/keep-terms.js";
import { estimateRow } from "../estimate-row.js";

/** What did the adjusting: nothing, the calendar alone, the user's past and background alone, both. */
export const adjustmentLadder: FalsificationCheck = {
  name: "adjustmentLadder",
  label: "What did the adjusting",
  standing: "display",
  expected:
    "a reader sees whether the user's past or the calendar moves the estimate; no step is right or wrong by itself",
  unit: (outcome) => outcome,
  source: "in a published study of KuaiRec 7.08 becomes -2.69, and the calendar alone gives -2.62",
  run({ design, termDocs, models, primary, estimate, level, write }) {
    if (primary.estimator === "naive") return { reason: "the primary estimator adjusts for nothing" };
    const calendar = new Set(termDocs.filter(({ kind }) => kind === "calendar").map(({ term }) => term));
    const user = new Set(termDocs.filter(({ kind }) => kind !== "calendar").map(({ term }) => term));
    if (calendar.size === 0 || user.size === 0)
      return {
        reason: `the question adjusts for ${calendar.size === 0 ? "no calendar column" : "the calendar alone"}, so there are no steps between nothing and everything`,
      };
    const only = (terms: ReadonlySet<string>): Design => keepTerms(design, (term) => terms.has(term));
    const steps = [
      ["nothing", naive.estimate(design, models).effect],
      ["the calendar alone", estimate(only(calendar)).effect],
      ["the user's past and background alone", estimate(only(user)).effect],
      ["both, as the question says", primary.effect],
    ] as const;
    return {
      rows: steps.map(([step, effect]) => estimateRow(step, effect, design.rows, level)),
      sentence: `Adjusted for nothing the difference is ${write(steps[0][1].estimate)}, for the calendar alone ${write(steps[1][1].estimate)}, for the user's past and background alone ${write(steps[2][1].estimate)}, for both ${write(steps[3][1].estimate)}.`,
    };
  },
};
