import { confidenceInterval } from "../../inference/confidence-interval.js";
import { minimumDetectableEffect } from "../../inference/minimum-detectable-effect.js";
import { displayUnit } from "../../results/display-unit.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { roundToError } from "../round-to-error.js";
import type { ControlEvidence } from "./control-evidence.js";

/** Standard deviations that a control should be able to see where the estimate sets no mark: the customary imbalance. */
const markInDeviations = 0.1;

/** A number that should be 0, with its test. */
export interface TestedNumber {
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  readonly pValue: number;
  /** Degrees of freedom of the t test; undefined for the normal one. */
  readonly degrees: number | undefined;
}

/** What a control is held against. */
export interface ControlScale {
  /** Standard deviation in the unit of the number. */
  readonly deviation: number;
  readonly unit: string;
  readonly level: number;
  /**
   * The estimate that the control is about. The control must be able to see (80 % power at 5 %) something as large as it,
   * for that would explain all of it; or, where its interval holds 0 and there is nothing to explain, or without one, 0.1
   * standard deviations.
   */
  readonly effect?: InfluenceEstimate;
}

/** What gates read of a tested number: written as readers are shown it, in standard deviations, and with what the test could have seen. */
export function writtenControl(
  { estimate, standardError, lower, upper, pValue, degrees }: TestedNumber,
  { deviation, unit, level, effect }: ControlScale,
): Omit<ControlEvidence, "rows"> {
  const { factor, difference } = displayUnit(unit);
  const digits = roundToError(factor * standardError);
  const write = (value: number, keepSign = false): string => digits(factor * value, keepSign);
  return {
    pValue,
    inDeviations: deviation > 0 ? estimate / deviation : 0,
    written: write(estimate),
    interval: `${write(lower, true)} to ${write(upper, true)}`,
    detectable: factor * minimumDetectableEffect(standardError, degrees === undefined ? {} : { degrees }),
    mark: factor * (markOf(effect, level) ?? markInDeviations * deviation),
    unit: difference,
  };
}

function markOf(effect: InfluenceEstimate | undefined, level: number): number | undefined {
  if (effect === undefined) return undefined;
  const { lower, upper } = confidenceInterval(effect, level);
  return lower > 0 || upper < 0 ? Math.abs(effect.estimate) : undefined;
}
