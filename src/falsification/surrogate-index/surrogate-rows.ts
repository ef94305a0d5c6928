import type { Design } from "../../design/design.js";
import { keepRows } from "../designs/keep-rows.js";

/** Analysis rows with a long outcome that only some of them have yet. Arrays are [rows] in design order. */
export interface SurrogateRows {
  /** Treatment and covariates of adjustment; its outcome is not read. */
  readonly base: Design;
  /** The same rows with the surrogates after the covariates. */
  readonly wide: Design;
  /** 0 where it is not observed. */
  readonly long: Float64Array;
  /** 1 where the long outcome is observed. */
  readonly observed: Uint8Array;
  /** Calendar day. */
  readonly day: Int32Array;
}

/** Some of the rows; users and averaging weights stay. */
export function keepSurrogateRows(rows: SurrogateRows, keep: Uint8Array, what: string): SurrogateRows {
  const kept = (_: number, row: number) => keep[row] === 1;
  return {
    base: keepRows(rows.base, keep, what),
    wide: keepRows(rows.wide, keep, what),
    long: rows.long.filter(kept),
    observed: rows.observed.filter(kept),
    day: rows.day.filter(kept),
  };
}
