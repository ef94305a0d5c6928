import { checkCall, kinds, optional } from "../call-check.js";
import { CausalError, NotEstimableError, refuseUnknownOptions } from "../errors.js";
import type { Random } from "../numeric/random.js";
import { type SegmentInference, segmentFamily } from "./segment-family.js";

export interface SegmentEffectsSpec {
  /** Doubly robust score of the effect of each row, [rows]. */
  readonly scores: ArrayLike<number>;
  /** User of each row; any numbers, [rows]. */
  readonly user: ArrayLike<number>;
  /** Which rows are in each segment (1 or 0, [rows]), by its name; segments may overlap. */
  readonly segments: Readonly<Record<string, ArrayLike<number>>>;
  /** Coverage of all intervals together, between 0 and 1; default 0.95. */
  readonly level?: number;
  /** Multiplier draws; default 2,000. */
  readonly draws?: number;
  readonly random: Random;
}

/** The effect in one segment: a line of a tidy table. */
export interface SegmentEffect extends SegmentInference {
  readonly segment: string;
  readonly rows: number;
  readonly users: number;
  /** Mean score, unit of the outcome. */
  readonly estimate: number;
  /** The row whose leaving out moves the estimate most, and what is left; null for a segment of one row. */
  readonly withoutRow: { readonly row: number; readonly estimate: number } | null;
  /** The same of a user with all their rows. */
  readonly withoutUser: { readonly user: number; readonly estimate: number };
}

/**
 * Effects in segments of the rows from doubly robust scores, as a family: intervals that hold together, p-values that keep
 * the chance of any false finding, and what each estimate would be without its heaviest row and its heaviest user (scores
 * kept). Critical values of the draws are carried over to t with G - 1 degrees, G a segment's users. Scores are taken as they are, so they have to be cross-fitted or their models' uncertainty be of second order.
 * @throws CausalError `segments.*` for lengths, scores that are no numbers, membership that is not 0 or 1, a segment without
 *   rows and none at all; NotEstimableError `segments.one-user`, `segments.constant`; as `simultaneousIntervals` and `romanoWolf`
 * Source: Semenova & Chernozhukov (2021), Econometrics Journal 24, on projections of scores; multipliers as there.
 * Checked in test/inference/segment-effects.test.ts: by hand, and the family's error over 23 overlapping segments.
 */
export function segmentEffects(spec: SegmentEffectsSpec): readonly SegmentEffect[] {
  refuseUnknownOptions("segments", spec, ["scores", "user", "segments", "level", "draws", "random"]);
  checkCall("segmentEffects", spec, {
    scores: kinds.rows,
    user: kinds.rows,
    segments: kinds.columns,
    draws: optional(kinds.number),
    level: optional(kinds.number),
    random: kinds.random,
  });
  const { scores, user, segments, random, level = 0.95, draws = 2000 } = spec;
  checkCall(
    "segmentEffects, segments",
    segments,
    Object.fromEntries(Object.keys(segments).map((name) => [name, kinds.rows])),
  );
  checkSegments(scores, user, segments);
  const index = new Map<number, number>();
  const ids: number[] = [];
  const of = Int32Array.from(user, (id) => {
    if (!index.has(id)) index.set(id, ids.push(id) - 1);
    return index.get(id)!;
  });
  const found = Object.entries(segments).map(([name, members]) =>
    segmentMean(name, members, scores, of, ids),
  );
  const family = segmentFamily(
    found.map(({ mean, users }) => ({ effect: mean, users })),
    { level, draws, random },
  );
  return found.map((row, k) => ({
    segment: row.segment,
    rows: row.rows,
    users: row.users,
    estimate: row.mean.estimate,
    ...family[k]!,
    withoutRow: row.withoutRow,
    withoutUser: row.withoutUser,
  }));
}

function checkSegments(
  scores: ArrayLike<number>,
  user: ArrayLike<number>,
  segments: SegmentEffectsSpec["segments"],
): void {
  const entries = Object.entries(segments);
  if (entries.length === 0)
    throw new CausalError("segments.none", "segments is empty; expected at least one segment");
  for (const [name, values] of [["user", user] as const, ...entries])
    if (values.length !== scores.length)
      throw new CausalError(
        "segments.lengths",
        `${name} has ${values.length} values for ${scores.length} rows; expected one a row`,
        { name },
      );
  const unknown = Array.prototype.findIndex.call(scores, (score) => !Number.isFinite(score));
  if (unknown >= 0)
    throw new CausalError(
      "segments.score",
      `score of row ${unknown} is ${scores[unknown]}; expected a finite number`,
      { row: unknown },
    );
  for (const [name, members] of entries) {
    const wrong = Array.prototype.findIndex.call(members, (value) => value !== 0 && value !== 1);
    if (wrong >= 0)
      throw new CausalError(
        "segments.membership",
        `segment ${name} is ${members[wrong]} in row ${wrong}; expected 1 for its rows and 0 for others`,
        { name, row: wrong },
      );
    if (!Array.prototype.includes.call(members, 1))
      throw new CausalError("segments.empty", `segment ${name} has no rows; leave it out`, { name });
  }
}

function segmentMean(
  segment: string,
  members: ArrayLike<number>,
  scores: ArrayLike<number>,
  of: Int32Array,
  ids: readonly number[],
) {
  const own = of.map((_, row) => row).filter((row) => members[row] === 1);
  const mean = own.reduce((sum, row) => sum + scores[row]!, 0) / own.length;
  const deviation = new Float64Array(ids.length);
  const count = new Int32Array(ids.length);
  for (const row of own) {
    deviation[of[row]!] = deviation[of[row]!]! + scores[row]! - mean;
    count[of[row]!] = count[of[row]!]! + 1;
  }
  const present = [...count.keys()].filter((user) => count[user]! > 0);
  if (present.length < 2)
    throw new NotEstimableError(
      "segments.one-user",
      `all rows of segment ${segment} are of user ${ids[present[0]!]}; an error clustered by user needs at least two`,
      { segment },
    );
  if (deviation.every((value) => Math.abs(value) <= 1e-12 * own.length * Math.abs(mean)))
    throw new NotEstimableError(
      "segments.constant",
      `the users of segment ${segment} do not differ in their scores; it has no error`,
      { segment },
    );
  const shiftWithout = (deviated: number, rows: number) =>
    own.length === rows ? 0 : -deviated / (own.length - rows);
  const heaviest = <Thing>(things: Iterable<Thing>, shift: (thing: Thing) => number): Thing =>
    [...things].reduce((a, b) => (Math.abs(shift(b)) > Math.abs(shift(a)) ? b : a));
  const ofRow = (row: number) => shiftWithout(scores[row]! - mean, 1);
  const ofUser = (user: number) => shiftWithout(deviation[user]!, count[user]!);
  const [row, user] = [heaviest(own, ofRow), heaviest(present, ofUser)];
  const estimate = {
    estimate: mean,
    influence: deviation.map((value) => (value * ids.length) / own.length),
    sample: { panel: "segments of one call", users: ids.length, rows: segment },
  };
  return {
    segment,
    rows: own.length,
    users: present.length,
    mean: estimate,
    withoutRow: own.length < 2 ? null : { row, estimate: mean + ofRow(row) },
    withoutUser: { user: ids[user]!, estimate: mean + ofUser(user) },
  };
}
