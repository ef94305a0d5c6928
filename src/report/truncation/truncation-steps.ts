import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/result-schema.js";
import { formatNumber } from "../format/number.js";
import type { CheckRow } from "../further-rows.js";

/** The weighted estimate, and how much it rests on, when weights are cut at a pair of quantiles. */
export interface TruncationStep {
  /** Upper tail that is cut, as a share: 0 cuts nothing, 0.01 cuts at the 0.01 and 0.99 quantiles. */
  readonly share: number;
  /** User-days whose weight was moved to a cut; null where it was not counted. */
  readonly moved: number | null;
  readonly rows: number;
  /** (sum of weights)² / sum of squared weights, added over arms; null where it was not kept. */
  readonly effective: number | null;
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Truncations of the weights whose estimate is known, none first: the result's own sweep (`falsification`), else the
 * plain and the truncated inverse probability weighting of the question.
 */
export function truncationSteps(result: StudyResult): readonly TruncationStep[] {
  const sweep = result.falsification?.find(({ name }) => name === "truncationSweep")?.rows ?? [];
  const own = estimatedSteps(result);
  if (sweep.length === 0) return own.length === 2 ? own : [];
  return sweep.flatMap((row) => stepOf(row, own)).sort((a, b) => a.share - b.share);
}

function estimatedSteps({ estimates }: StudyResult): readonly TruncationStep[] {
  return (
    [
      ["ipw", 0],
      ["ipwTruncated", 0.01],
    ] as const
  ).flatMap(([name, share]) => {
    const row = estimates.find(({ estimator }) => estimator === name);
    if (row === undefined) return [];
    const { n, estimate, standardError, interval } = row;
    const { lower, upper } = interval;
    const moved = share === 0 ? 0 : null;
    return [{ share, moved, rows: n.rows, effective: n.effective, estimate, standardError, lower, upper }];
  });
}

/** Reads where a row of the sweep cuts, as `falsification/checks/truncation-sweep.ts` writes it. */
function stepOf(row: CheckRow, own: readonly TruncationStep[]): readonly TruncationStep[] {
  const { item, rows, estimate, standardError, lower, upper } = row;
  if (standardError === null || lower === null || upper === null) return [];
  const cut = /^weights truncated at their ([\d.]+) and .*?(?:\((\d+) rows moved\))?$/.exec(item);
  if (cut === null && item !== "no truncation") return [];
  const share = cut === null ? 0 : Number(cut[1]);
  const moved = cut === null ? 0 : cut[2] === undefined ? null : Number(cut[2]);
  const effective = row.effective ?? own.find((step) => step.share === share)?.effective ?? null;
  return [{ share, moved, rows, effective, estimate, standardError, lower, upper }];
}

/** Steps whose effective size is known. */
export const sizedSteps = (
  result: StudyResult,
): readonly (TruncationStep & { readonly effective: number; readonly index: number })[] =>
  truncationSteps(result).flatMap(({ effective, ...step }, index) =>
    effective === null ? [] : [{ ...step, effective, index }],
  );

/** The same in the unit that readers see. */
export function shownSteps(result: StudyResult): readonly TruncationStep[] {
  const { factor } = displayUnit(result.outcome.unit);
  return truncationSteps(result).map((step) => ({
    ...step,
    estimate: factor * step.estimate,
    standardError: factor * step.standardError,
    lower: factor * step.lower,
    upper: factor * step.upper,
  }));
}

/** "not at all", "at 0.01 and 0.99": where weights are cut. */
export const cutWords = ({ share }: TruncationStep): string =>
  share === 0
    ? "not at all"
    : `at their ${formatNumber(share)} and ${formatNumber(1 - share, { significant: 6 })} quantiles`;

/** The same for an axis: "none", "1%". */
export const cutLabel = ({ share }: TruncationStep): string =>
  share === 0 ? "none" : `${formatNumber(100 * share)}%`;
