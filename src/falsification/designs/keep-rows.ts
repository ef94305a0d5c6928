import type { Design, DesignShard } from "../../design/design.js";
import { createMatrix } from "../../numeric/matrix.js";

/**
 * The design of some of its rows: users, terms and averaging weights of the others stay; a shard without any is gone.
 * @param keep 1 for a row that stays, [rows]
 * @param what says in the sample's key which rows these are
 */
export function keepRows(design: Design, keep: Uint8Array, what: string): Design {
  const shards: DesignShard[] = [];
  let firstRow = 0;
  for (const shard of design.shards) {
    const rows: number[] = [];
    for (let r = 0; r < shard.rows; r++) if (keep[shard.firstRow + r] === 1) rows.push(r);
    if (rows.length === 0) continue;
    shards.push({ ...(rows.length === shard.rows ? shard : picked(shard, rows)), firstRow });
    firstRow += rows.length;
  }
  return {
    ...design,
    sample: { ...design.sample, rows: `${design.sample.rows} ${what}` },
    rows: firstRow,
    shards,
  };
}

function picked(shard: DesignShard, rows: readonly number[]): DesignShard {
  const of = (values: Float64Array) => Float64Array.from(rows, (r) => values[r]!);
  const covariates = createMatrix(rows.length, shard.covariates.columns);
  for (let j = 0; j < covariates.columns; j++) {
    const from = j * shard.covariates.rows;
    const to = j * rows.length;
    rows.forEach((r, k) => {
      covariates.values[to + k] = shard.covariates.values[from + r]!;
    });
  }
  return {
    ...shard,
    rows: rows.length,
    user: Int32Array.from(rows, (r) => shard.user[r]!),
    day: Int32Array.from(rows, (r) => shard.day[r]!),
    treatment: of(shard.treatment),
    outcome: of(shard.outcome),
    averaging: of(shard.averaging),
    ...(shard.frequency === undefined ? {} : { frequency: of(shard.frequency) }),
    covariates,
  };
}
