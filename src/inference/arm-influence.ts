import type { Design, DesignShard } from "../design/design.js";
import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { difference } from "./difference.js";
import { type DaySums, sumsByDay } from "./sums-by-day.js";

/** What each row of a shard contributes to the two arm means, nuisance scores included; scratch, filled with 0 before use. */
export interface RowContributions {
  readonly treated: Float64Array;
  readonly control: Float64Array;
  /** Approximate change of the effect when the row is left out. */
  readonly shift: Float64Array;
}

/** Both arm means and their difference as influence estimates. */
export interface ArmInfluence {
  readonly treated: InfluenceEstimate;
  readonly control: InfluenceEstimate;
  readonly effect: InfluenceEstimate;
  readonly dominantRows: readonly DominantRow[];
  /** What rows contribute to the effect, by day. */
  readonly effectByDay: DaySums;
}

/** An analysis row and about how far the effect moves when it is left out. */
export interface DominantRow {
  readonly row: number;
  readonly shift: number;
}

/** Rows that are told; the one-step score ranks them, a fit without each decides. */
const mostDominantRows = 5;

/**
 * Sums row contributions within user: if a row contributes c_r, so that the estimation error is about Σ_r c_r, then
 * φ_i = n · Σ_{r of i} c_r, n the users of the panel; users without rows keep 0. One pass over the rows.
 * The dominant rows are the five with the largest |shift|, largest first, in the order of rows in a tie.
 * @throws NotEstimableError `estimator.overflow` rather than hand on a number that is not finite
 */
export function armInfluence(
  design: Design,
  means: { readonly treated: number; readonly control: number },
  fill: (shard: DesignShard, out: RowContributions) => void,
): ArmInfluence {
  const treated = new Float64Array(design.users);
  const control = new Float64Array(design.users);
  let scratch = contributionsOf(0);
  const dominantRows: DominantRow[] = [];
  const byDay = sumsByDay();
  for (const shard of design.shards) {
    if (scratch.treated.length < shard.rows) scratch = contributionsOf(shard.rows);
    scratch.treated.fill(0);
    scratch.control.fill(0);
    scratch.shift.fill(0);
    fill(shard, scratch);
    for (let r = 0; r < shard.rows; r++) {
      const i = shard.user[r]!;
      treated[i] = treated[i]! + scratch.treated[r]!;
      control[i] = control[i]! + scratch.control[r]!;
      rank(dominantRows, shard.firstRow + r, scratch.shift[r]!);
    }
    byDay.add(shard, scratch.treated, scratch.control);
  }
  for (let i = 0; i < design.users; i++) {
    treated[i] = treated[i]! * design.users;
    control[i] = control[i]! * design.users;
  }
  if (!Number.isFinite(total(treated) + total(control) + means.treated + means.control))
    throw new NotEstimableError(
      "estimator.overflow",
      "an estimate or its influence is not a finite number; look for fitted probabilities of 0 or 1, and for outcomes or terms beyond 1e150",
      { ...means },
    );
  const arms = {
    treated: { estimate: means.treated, influence: treated, sample: design.sample },
    control: { estimate: means.control, influence: control, sample: design.sample },
  };
  return {
    ...arms,
    effect: difference(arms.treated, arms.control),
    dominantRows,
    effectByDay: byDay.total(),
  };
}

/** Puts a row where it belongs in the list of the largest shifts, if it does. */
function rank(largest: DominantRow[], row: number, shift: number): void {
  const size = Math.abs(shift);
  if (largest.length === mostDominantRows && !(size > Math.abs(largest.at(-1)!.shift))) return;
  let at = largest.length;
  while (at > 0 && size > Math.abs(largest[at - 1]!.shift)) at -= 1;
  largest.splice(at, 0, { row, shift });
  if (largest.length > mostDominantRows) largest.pop();
}

/** Not finite as soon as one value is not. */
function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

function contributionsOf(rows: number): RowContributions {
  return {
    treated: new Float64Array(rows),
    control: new Float64Array(rows),
    shift: new Float64Array(rows),
  };
}
