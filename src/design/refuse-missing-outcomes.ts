import { NotEstimableError } from "../errors.js";
import type { Design } from "./design.js";

/**
 * For what has no model of which outcomes are observed.
 * @param missing rows whose outcome is missing, where they were counted already
 * @throws NotEstimableError `estimator.missing-outcomes` naming the first row whose outcome is missing
 */
export function refuseMissingOutcomes(design: Design, missing = missingOutcomes(design).length): void {
  if (missing === 0) return;
  const row = missingOutcomes(design)[0]!;
  throw new NotEstimableError(
    "estimator.missing-outcomes",
    `the outcome is missing in ${missing} of ${design.rows} analysis rows (the first is row ${row}), which this has no model of; take targetedMeans, or the estimators "tmle" and "aipw", which weight by one`,
    { row, missing },
  );
}

function missingOutcomes(design: Design): number[] {
  const rows: number[] = [];
  for (const { observed, rows: count, firstRow } of design.shards)
    for (let r = 0; observed !== undefined && r < count; r++) if (observed[r] === 0) rows.push(firstRow + r);
  return rows;
}
