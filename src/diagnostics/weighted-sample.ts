import { checkCall, kinds } from "../call-check.js";
import { CausalError, NotEstimableError } from "../errors.js";
import { checkRowKeys } from "./check-row-keys.js";

/** Analysis rows with the weight they have in a comparison; all arrays are [rows]. */
export interface WeightedSample {
  /** Panel user index. */
  readonly user: Int32Array;
  /** Log day, from 0. */
  readonly day: Int32Array;
  /** 0 or 1. */
  readonly treatment: Float64Array;
  /** Finite and at least 0. */
  readonly weight: Float64Array;
}

export type Arm = "treated" | "control" | "all";

/** Whether a row of a sample belongs to an arm. */
export const belongsTo = (arm: Arm, treatment: number): boolean =>
  arm === "all" || (treatment === 1) === (arm === "treated");

/**
 * Refuses a sample that no diagnostic can be formed on.
 * @throws CausalError `diagnostics.lengths`, `diagnostics.missing` for a user or day that is none, `diagnostics.treatment`,
 *   `diagnostics.weight`, naming the row;
 *   NotEstimableError `diagnostics.empty-arm` for an arm without weight
 */
export function checkSample(sample: WeightedSample): void {
  checkCall("weighted sample", sample, {
    user: kinds.rows,
    day: kinds.rows,
    treatment: kinds.rows,
    weight: kinds.rows,
  });
  const { user, day, treatment, weight } = sample;
  if (
    user.length !== treatment.length ||
    day.length !== treatment.length ||
    weight.length !== treatment.length
  )
    throw new CausalError(
      "diagnostics.lengths",
      `user, day, treatment and weight have ${user.length}, ${day.length}, ${treatment.length} and ${weight.length} values; expected one a row in each`,
    );
  checkRowKeys("user", user, treatment.length, "label");
  checkRowKeys("day", day, treatment.length, "time");
  const sums = { treated: 0, control: 0 };
  for (let row = 0; row < treatment.length; row++) {
    const a = treatment[row]!;
    const w = weight[row]!;
    if (a !== 0 && a !== 1)
      throw new CausalError("diagnostics.treatment", `treatment of row ${row} is ${a}; expected 0 or 1`, {
        row,
      });
    if (!(w >= 0 && Number.isFinite(w)))
      throw new CausalError(
        "diagnostics.weight",
        `weight of row ${row} is ${w}; expected a finite number of at least 0`,
        {
          row,
        },
      );
    sums[a === 1 ? "treated" : "control"] += w;
  }
  for (const arm of ["treated", "control"] as const)
    if (sums[arm] === 0)
      throw new NotEstimableError(
        "diagnostics.empty-arm",
        `no ${arm} row has any weight, so nothing can be compared; choose another cut of the treatment`,
        { arm },
      );
}
