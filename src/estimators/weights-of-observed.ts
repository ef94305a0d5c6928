import type { Design } from "../design/design.js";
import type { MissingnessModel } from "./missingness-model.js";

/**
 * Stabilised weights of treatment times P(observed | A) / P(observed | A, L) for rows whose outcome is observed, 0 for the
 * others: what estimators that model missing outcomes weight by. As they are without such a model.
 * @param weight P(A = a) / P(A = a | L), [rows]
 */
export function weightsOfObserved(
  design: Design,
  weight: Float64Array,
  missingness: MissingnessModel | undefined,
): Float64Array {
  if (missingness === undefined) return weight;
  const all = [0, 0];
  const seen = [0, 0];
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const a = shard.treatment[r]!;
      all[a] = all[a]! + shard.averaging[r]!;
      if (shard.observed?.[r] !== 0) seen[a] = seen[a]! + shard.averaging[r]!;
    }
  const out = new Float64Array(design.rows);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const arm = shard.treatment[r] === 1 ? 1 : 0;
      if (shard.observed?.[r] !== 0)
        out[row] = (weight[row]! * (seen[arm]! / all[arm]!)) / missingness.chance[arm][row]!;
    }
  return out;
}
