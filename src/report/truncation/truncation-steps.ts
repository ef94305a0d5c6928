import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatNumber } from "../format/number.js";

/** The weighted estimate, and how much it rests on, when weights are cut at a pair of quantiles. */
export interface TruncationStep {
  /** Upper tail that is cut, as a share: 0 cuts nothing, 0.01 cuts at the 0.01 and 0.99 quantiles. */
  readonly share: number;
  /** User-days whose weight was moved to a cut. */
  readonly moved: number;
  readonly rows: number;
  /** (sum of weights)² / sum of squared weights, added over arms. */
  readonly effective: number;
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/** Truncations of the weights in the result's own sweep (`falsification`), none first. */
export function truncationSteps(result: StudyResult): readonly TruncationStep[] {
  const sweep = result.falsification.find(({ name }) => name === "truncationSweep")?.rows ?? [];
  return sweep
    .flatMap(({ truncation, rows, estimate, standardError, lower, upper }) =>
      truncation === undefined || standardError === null || lower === null || upper === null
        ? []
        : [{ ...truncation, rows, estimate, standardError, lower, upper }],
    )
    .sort((a, b) => a.share - b.share);
}

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
