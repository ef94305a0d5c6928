import type { Matrix } from "../numeric/matrix.js";
import type { Design, DesignShard } from "./design.js";

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
  const kept = <Values extends Float64Array | Int32Array>(values: Values): Values => {
    const out = values.slice(0, shard.rows - 1) as Values;
    out.set(values.subarray(at + 1, shard.rows), at);
    return out;
  };
  return {
    ...shard,
    rows: shard.rows - 1,
    user: kept(shard.user),
    day: kept(shard.day),
    treatment: kept(shard.treatment),
    outcome: kept(shard.outcome),
    averaging: kept(shard.averaging),
    ...(shard.frequency === undefined ? {} : { frequency: kept(shard.frequency) }),
    covariates: matrixWithout(shard.covariates, at),
  };
}

function matrixWithout({ rows, columns, values }: Matrix, at: number): Matrix {
  const out = new Float64Array((rows - 1) * columns);
  for (let j = 0; j < columns; j++) {
    const from = j * rows;
    const to = j * (rows - 1);
    out.set(values.subarray(from, from + at), to);
    out.set(values.subarray(from + at + 1, from + rows), to + at);
  }
  return { rows: rows - 1, columns, values: out };
}
