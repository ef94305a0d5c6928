import type { Design } from "../../design/design.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";

/** An estimate whose error is about the sum of what each row contributes: φ_i = n Σ_{r of i} c_r, n the users of the panel. */
export function influenceOfRows(
  design: Design,
  estimate: number,
  contribution: Float64Array,
): InfluenceEstimate {
  const influence = new Float64Array(design.users);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const i = shard.user[r]!;
      influence[i] = influence[i]! + design.users * contribution[shard.firstRow + r]!;
    }
  return { estimate, influence, sample: design.sample };
}
