import type { Design, DesignShard } from "../../design/design.js";
import { rowsOfShard } from "../../design/rows-of-shard.js";

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
    shards.push({ ...(rows.length === shard.rows ? shard : rowsOfShard(shard, rows)), firstRow });
    firstRow += rows.length;
  }
  return {
    ...design,
    sample: { ...design.sample, rows: `${design.sample.rows} ${what}` },
    rows: firstRow,
    shards,
  };
}
