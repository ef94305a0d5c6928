import { checkCall, kinds } from "../call-check.js";
import type { Design } from "../design/design.js";
import { CausalError, NotEstimableError } from "../errors.js";

/**
 * Holds parts of the rows of a design to what estimates in them need.
 * @param part number of the part of each row, from 0 to `parts` - 1; -1 for none, [rows]
 * @throws CausalError `call.argument`, `parts.lengths`, `parts.number` naming the row; NotEstimableError `parts.empty-arm`
 *   naming a part without treated or without untreated rows
 */
export function checkParts(design: Design, part: ArrayLike<number>, parts: number): void {
  checkCall("effectWithin", { part, parts }, { part: kinds.rows, parts: kinds.number });
  if (part.length !== design.rows)
    throw new CausalError(
      "parts.lengths",
      `part has ${part.length} values for ${design.rows} analysis rows; expected one a row`,
    );
  const counts = Array.from({ length: parts }, () => [0, 0]);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const own = part[shard.firstRow + r]!;
      if (own === -1) continue;
      const count = counts[own];
      if (count === undefined)
        throw new CausalError(
          "parts.number",
          `part of row ${shard.firstRow + r} is ${own}; expected a whole number from 0 to ${parts - 1}, or -1 for a row in none`,
          { row: shard.firstRow + r },
        );
      count[shard.treatment[r]!]! += 1;
    }
  counts.forEach(([untreated, treated], k) => {
    if (untreated === 0 || treated === 0)
      throw new NotEstimableError(
        "parts.empty-arm",
        `part ${k} has ${treated} treated and ${untreated} untreated rows; each part needs both. Merge it with another, or give its rows -1`,
        { part: k, treated, untreated },
      );
  });
}
