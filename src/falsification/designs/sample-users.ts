import type { Design } from "../../design/design.js";
import { keepRows } from "./keep-rows.js";

export interface SampledUsers {
  readonly design: Design;
  /** 1 for a row that is in it, [rows of the whole design]. */
  readonly keep: Uint8Array;
}

/** One user in as many as leave about `mostRows` rows, evenly by their number; the design itself when it has no more. */
export function sampleUsers(design: Design, mostRows: number): SampledUsers {
  const every = Math.max(1, Math.ceil(design.rows / mostRows));
  const keep = new Uint8Array(design.rows);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) keep[shard.firstRow + r] = shard.user[r]! % every === 0 ? 1 : 0;
  return { design: every === 1 ? design : keepRows(design, keep, `of one user in ${every}`), keep };
}
