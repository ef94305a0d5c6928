import type { Design, DesignShard } from "../design/design.js";
import type { GlmFit } from "../models/glm-fit.js";

/** A fitted model on the covariates of a design, and how averages over parts of the rows move with it. */
export interface PartScores {
  readonly fit: GlmFit;
  /** Weighted residual of each row of a shard, 0 where the row took no part in the fit. */
  readonly residual: (shard: DesignShard, out: Float64Array) => void;
  /** Derivative of the average over a row's own part with respect to the row's linear predictor, [rows]. */
  readonly slope: Float64Array;
  /** Number of the part of each row; -1 for none, [rows]. */
  readonly part: Int32Array;
}

/**
 * `ScoredModel.addScores` for many averages over parts that do not overlap, summed by user: adds Σ_{r of i} e_r x_r'I⁻¹D_k
 * to `influence[k][i]` for every user i and part k, D_k = Σ_{q in k} slope_q x_q. Two passes over the rows whatever the
 * number of parts; scores of one shard's users are held at a time.
 */
export function partScores(
  design: Design,
  { fit, residual, slope, part }: PartScores,
  influence: readonly Float64Array[],
): void {
  const p = design.terms.length;
  const gradients = influence.map(() => new Float64Array(p));
  for (const shard of design.shards) {
    const { rows, firstRow, covariates } = shard;
    for (let j = 0; j < p; j++)
      for (let r = 0; r < rows; r++) {
        const own = part[firstRow + r]!;
        if (own < 0) continue;
        const gradient = gradients[own]!;
        gradient[j] = gradient[j]! + slope[firstRow + r]! * covariates.values[j * rows + r]!;
      }
  }
  const directions = gradients.map((gradient) => fit.solveInformation(gradient));
  for (const shard of design.shards) {
    const { rows, users, firstUser, covariates } = shard;
    const error = new Float64Array(rows);
    residual(shard, error);
    const score = new Float64Array(users * p);
    for (let j = 0; j < p; j++)
      for (let r = 0; r < rows; r++) {
        const at = (shard.user[r]! - firstUser) * p + j;
        score[at] = score[at]! + error[r]! * covariates.values[j * rows + r]!;
      }
    for (let user = 0; user < users; user++)
      directions.forEach((direction, k) => {
        let sum = 0;
        for (let j = 0; j < p; j++) sum += score[user * p + j]! * direction[j]!;
        influence[k]![firstUser + user] = influence[k]![firstUser + user]! + sum;
      });
  }
}
