import type { Design, DesignShard } from "../design/design.js";
import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import { difference } from "./difference.js";

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
  readonly dominantRow: { readonly row: number; readonly shift: number };
}

/**
 * Sums row contributions within user: if a row contributes c_r, so that the estimation error is about Σ_r c_r, then
 * φ_i = n · Σ_{r of i} c_r, n the users of the panel; users without rows keep 0. One pass over the rows.
 * The dominant row is the one with the largest |shift|, the first of them in a tie.
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
  let dominantRow = { row: 0, shift: 0 };
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
      const shift = scratch.shift[r]!;
      if (Math.abs(shift) > Math.abs(dominantRow.shift)) dominantRow = { row: shard.firstRow + r, shift };
    }
  }
  for (let i = 0; i < design.users; i++) {
    treated[i] = treated[i]! * design.users;
    control[i] = control[i]! * design.users;
  }
  if (!Number.isFinite(total(treated) + total(control) + means.treated + means.control))
    throw new NotEstimableError(
      "estimator.overflow",
      "an estimate or its influence is not a finite number; look for outcomes or terms beyond 1e150, and rescale them",
      { ...means },
    );
  const arms = {
    treated: { estimate: means.treated, influence: treated, sample: design.sample },
    control: { estimate: means.control, influence: control, sample: design.sample },
  };
  return { ...arms, effect: difference(arms.treated, arms.control), dominantRow };
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
