import type { AdjustmentTerm, Estimand } from "./estimand.js";

/** The adjustment set as terms, history then baseline then calendar; a bare column name is a linear term. */
export function adjustmentTerms(estimand: Pick<Estimand, "adjustFor">): readonly AdjustmentTerm[] {
  const { history, baseline, calendar } = estimand.adjustFor;
  return [...history, ...baseline, ...calendar].map((entry) =>
    typeof entry === "string" ? { kind: "linear", column: entry } : entry,
  );
}
