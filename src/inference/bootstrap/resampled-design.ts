import { checkCall, kinds } from "../../call-check.js";
import type { Design, DesignShard } from "../../design/design.js";
import { rowsOfShard } from "../../design/rows-of-shard.js";
import { NotEstimableError } from "../../errors.js";

/**
 * The design in which every user counts `multiplicities[user]` times: the multiplicity multiplies `averaging` and stands
 * in `frequency`; rows of users with 0 are left out, no row stands twice. Estimators give on it what they give on rows
 * copied so many times. Users keep their numbers; influence values on it are per distinct user, so take estimates from
 * it, not errors.
 * @throws NotEstimableError `bootstrap.no-rows` when nobody who was drawn has rows
 */
export function resampledDesign(design: Design, multiplicities: Float64Array): Design {
  checkCall(
    "resampledDesign",
    { design, multiplicities },
    { design: kinds.design, multiplicities: kinds.array },
  );
  const shards: DesignShard[] = [];
  let firstRow = 0;
  for (const shard of design.shards) {
    const kept: number[] = [];
    for (let r = 0; r < shard.rows; r++) if (multiplicities[shard.user[r]!]! > 0) kept.push(r);
    shards.push(keptShard(shard, kept, multiplicities, firstRow));
    firstRow += kept.length;
  }
  if (firstRow === 0) throw new NotEstimableError("bootstrap.no-rows", "no user of the resample has rows");
  return { ...design, rows: firstRow, shards };
}

function keptShard(
  shard: DesignShard,
  kept: readonly number[],
  multiplicities: Float64Array,
  firstRow: number,
): DesignShard {
  const own = rowsOfShard(shard, kept);
  const drawn = Float64Array.from(own.user, (user) => multiplicities[user]!);
  return {
    ...own,
    firstRow,
    averaging: own.averaging.map((weight, k) => weight * drawn[k]!),
    frequency: own.frequency === undefined ? drawn : own.frequency.map((f, k) => f * drawn[k]!),
  };
}
