import type { Design, DesignShard } from "./design.js";
import { rowsOfShard } from "./rows-of-shard.js";

/**
 * The same design with one analysis row left out: users, terms (knots and levels included) and the averaging weights of
 * all other rows stay. Only the shard of the row is copied; a shard that held nothing else is gone.
 * @param row index among all analysis rows, 0 to `design.rows` - 1
 * @throws RangeError for a row that the design does not have (a fault of this package)
 */
export function designWithoutRow(design: Design, row: number): Design {
  if (!Number.isInteger(row) || row < 0 || row >= design.rows)
    throw new RangeError(`row ${row} is none of the design's ${design.rows}`);
  const shards: DesignShard[] = [];
  for (const shard of design.shards) {
    const at = row - shard.firstRow;
    if (at < 0) shards.push({ ...shard, firstRow: shard.firstRow - 1 });
    else if (at >= shard.rows) shards.push(shard);
    else if (shard.rows > 1) shards.push(shardWithout(shard, at));
  }
  return {
    ...design,
    sample: { ...design.sample, rows: `${design.sample.rows} without row ${row}` },
    rows: design.rows - 1,
    shards,
  };
}

function shardWithout(shard: DesignShard, at: number): DesignShard {
  return rowsOfShard(
    shard,
    Int32Array.from({ length: shard.rows - 1 }, (_, r) => (r < at ? r : r + 1)),
  );
}
