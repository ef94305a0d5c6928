import { checkCall, kinds } from "../../call-check.js";
import { CausalError, NotEstimableError } from "../../errors.js";

/** Rows of two or more groups with their weights, checked; all arrays are [rows]. */
export interface ComparedArms {
  readonly rows: number;
  /** Number of the row's group, from 0; of two arms, 0 is control and 1 treated. */
  readonly arm: Uint8Array;
  /** Rows of each group. */
  readonly sizes: readonly number[];
  readonly weights: Float64Array;
}

/**
 * Two arms from a 0/1 treatment and weights (1 where not given).
 * @throws CausalError `diagnostics.lengths`, `diagnostics.treatment`, `diagnostics.weight`, naming the row;
 *   NotEstimableError `diagnostics.empty-arm` for an arm with fewer than two rows or without weight
 */
export function comparedArms(
  treatment: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): ComparedArms {
  checkCall("balance", { treatment }, { treatment: kinds.rows });
  const arm = Uint8Array.from(treatment, (a, row) => {
    if (a !== 0 && a !== 1)
      throw new CausalError("diagnostics.treatment", `treatment of row ${row} is ${a}; expected 0 or 1`, {
        row,
      });
    return a;
  });
  return comparedGroups(arm, ["control", "treated"], weights);
}

/** The same from group numbers; `names` of the groups are for errors. */
export function comparedGroups(
  arm: Uint8Array,
  names: readonly string[],
  weights: ArrayLike<number> | undefined,
): ComparedArms {
  const given = checkedWeights(weights, arm.length);
  const sizes = names.map(() => 0);
  const sums = names.map(() => 0);
  arm.forEach((a, row) => {
    sizes[a] = sizes[a]! + 1;
    sums[a] = sums[a]! + given[row]!;
  });
  names.forEach((name, a) => {
    if (sizes[a]! < 2 || sums[a] === 0)
      throw new NotEstimableError(
        "diagnostics.empty-arm",
        `the ${name} arm has ${sizes[a]} rows and weight ${sums[a]}; balance needs at least two rows with weight`,
        { arm: name },
      );
  });
  return { rows: arm.length, arm, sizes, weights: given };
}

/** Weights as numbers, 1 where not given. Throws CausalError `diagnostics.lengths` or `diagnostics.weight`. */
export function checkedWeights(weights: ArrayLike<number> | undefined, rows: number): Float64Array {
  if (weights === undefined) return new Float64Array(rows).fill(1);
  checkCall("balance", { weights }, { weights: kinds.rows });
  if (weights.length !== rows)
    throw new CausalError(
      "diagnostics.lengths",
      `found ${weights.length} weights for ${rows} rows; expected one a row`,
    );
  return Float64Array.from(weights, (w, row) => {
    if (!(w >= 0 && Number.isFinite(w)))
      throw new CausalError(
        "diagnostics.weight",
        `weight of row ${row} is ${w}; expected a finite number of at least 0`,
        { row },
      );
    return w;
  });
}
