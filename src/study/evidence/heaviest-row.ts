import type { Design } from "../../design/design.js";
import { designWithoutRow } from "../../design/design-without-row.js";
import { dominatingRowShare } from "../../diagnostics/dominating-row.js";
import type { EstimatorFit } from "../../estimators/estimator.js";
import { estimators } from "../../estimators/registry.js";
import { isNoAnswer } from "../no-answer.js";

/** One-step moves beyond this many standard errors are checked by fitting again. */
const worthRefitting = 0.15;

export interface HeaviestRow {
  /** Index among the analysis rows. */
  readonly row: number;
  /** How far the estimate moves without the row, in standard errors; null when there is none without it. */
  readonly share: number | null;
  /** Why there is no estimate without the row; empty when there is one. */
  readonly reason: string;
}

/**
 * The row that the estimate leans on most. The one-step score of the estimator ranks rows; each of the five first whose
 * score exceeds 0.15 standard errors is left out in turn and the same estimator fitted again, nuisance models included,
 * and the largest exact move is told. A row without which the estimator gives no answer outweighs all others. When no
 * score exceeds 0.15, the largest score stands for itself: a one-step score that is off by a factor of three would still
 * stay under the limit of 0.5.
 * @throws NotEstimableError `diagnostics.zero-error`
 * Checked against: test/study/heaviest-row.test.ts, every row left out by hand.
 */
export function heaviestRow(
  design: Design,
  { estimator, effect, dominantRows }: Pick<EstimatorFit, "estimator" | "effect" | "dominantRows">,
  standardError: number,
): HeaviestRow {
  const scored = dominantRows.map(({ row, shift }) => ({
    row,
    share: dominatingRowShare(shift, standardError),
  }));
  let heaviest: HeaviestRow = { ...scored[0]!, reason: "" };
  let refitted = false;
  for (const { row, share } of scored) {
    if (share <= worthRefitting) break;
    try {
      const without = estimators[estimator].estimate(designWithoutRow(design, row));
      const exact = dominatingRowShare(without.effect.estimate - effect.estimate, standardError);
      if (!refitted || exact > heaviest.share!) heaviest = { row, share: exact, reason: "" };
      refitted = true;
    } catch (error) {
      if (!isNoAnswer(error)) throw error;
      return { row, share: null, reason: error.message };
    }
  }
  return heaviest;
}
