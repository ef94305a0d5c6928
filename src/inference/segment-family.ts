import { arrayOf, checkCall, having, kinds } from "../call-check.js";
import { normalQuantile } from "../numeric/normal-distribution.js";
import { createRandom, type Random } from "../numeric/random.js";
import { studentCdf } from "../numeric/student-distribution.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { clusterError } from "./cluster-error.js";
import { romanoWolf } from "./families/romano-wolf.js";
import { simultaneousIntervals } from "./simultaneous-intervals.js";
import { studentCritical } from "./student-critical.js";

/** An effect in one of several segments, and how many users have rows there. */
export interface SegmentEstimate {
  readonly effect: InfluenceEstimate;
  readonly users: number;
}

/** What the segment's estimate is worth as one of its family. */
export interface SegmentInference {
  /** Clustered by user, with G / (G - 1) of the segment's users. */
  readonly standardError: number;
  /** Interval that holds together with those of all other segments. */
  readonly lower: number;
  readonly upper: number;
  /** Of no effect, adjusted for all segments (Romano and Wolf). */
  readonly pValue: number;
}

export interface SegmentFamilyOptions {
  readonly level: number;
  readonly draws: number;
  /** A stream, or the seed and the name of one. */
  readonly random: Random | { readonly seed: number; readonly stream: string };
}

/**
 * Errors, joint intervals and family-wise p-values of effects in segments, in their order; segments may overlap. Critical
 * values of the draws are carried over to t with G - 1 degrees, G a segment's users.
 * @throws what `simultaneousIntervals` and `romanoWolf` throw, `families.no-error` for an effect that does not vary
 * Checked in test/inference/segment-effects.test.ts: the family's error over 23 overlapping segments.
 */
export function segmentFamily(
  segments: readonly SegmentEstimate[],
  options: SegmentFamilyOptions,
): readonly SegmentInference[] {
  checkCall(
    "segmentFamily",
    { segments },
    { segments: arrayOf(having("{ effect, users }", "effect", "users")) },
  );
  checkCall("segmentFamily", options, { level: kinds.number, draws: kinds.number, random: kinds.object });
  const { level, draws, random: given } = options;
  const random = "seed" in given ? createRandom(given.seed, given.stream) : given;
  const { critical } = simultaneousIntervals(
    segments.map(({ effect }) => effect),
    { level, draws, random },
  );
  const pValues = romanoWolf(segments.map(asNormal), { draws, random });
  return segments.map(({ effect, users }, k) => {
    const standardError = errorOf(effect, users);
    const half = studentCritical(critical, users) * standardError;
    return {
      standardError,
      lower: effect.estimate - half,
      upper: effect.estimate + half,
      pValue: pValues[k]!,
    };
  });
}

const errorOf = (effect: InfluenceEstimate, users: number): number =>
  clusterError(effect) * Math.sqrt(users / (users - 1));

/** The estimate moved to where a normal test finds it as surprising as t with G - 1 degrees finds it where it is. */
function asNormal({ effect, users }: SegmentEstimate): InfluenceEstimate {
  const tail = studentCdf(-Math.abs(effect.estimate) / errorOf(effect, users), users - 1);
  const z = -normalQuantile(Math.max(tail, Number.MIN_VALUE * 2 ** 52));
  return { ...effect, estimate: z * clusterError(effect) };
}
