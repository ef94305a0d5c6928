import { createRandom } from "../../../numeric/random.js";
import type { LearnerRows } from "../learner.js";
import { unitsOfRows } from "../units-of-rows.js";
import type { BoostingSettings } from "./boosting-options.js";

/** What one tree sees. */
export interface TreeSample {
  /** Rows the tree is grown on. */
  readonly order: Int32Array;
  /** The other rows. */
  readonly rest: Int32Array;
  /** 1 for the places of features that may split, [features]. */
  readonly offered: Uint8Array;
}

/**
 * Draws what each tree sees, one call a tree: every user (without users, row) with probability `rowShare`, and a fixed
 * number of features, `columnShare` of them but at least 1. The arrays of an earlier call are overwritten.
 */
export function sampler(rows: LearnerRows, features: number, settings: BoostingSettings): () => TreeSample {
  const n = rows.outcome.length;
  const all = Int32Array.from({ length: n }, (_, row) => row);
  const offered = new Uint8Array(features).fill(1);
  const order = new Int32Array(n);
  const rest = new Int32Array(n);
  const { rowShare, columnShare } = settings;
  if (rowShare === 1 && columnShare === 1)
    return () => {
      order.set(all);
      return { order, rest: rest.subarray(0, 0), offered };
    };
  const random = createRandom(settings.seed!, "boosted trees");
  const { count, unitOfRow } = unitsOfRows(rows);
  const seen = new Uint8Array(count).fill(1);
  const places = Int32Array.from(offered.keys());
  const chosen = Math.max(1, Math.round(columnShare * features));
  return () => {
    if (rowShare < 1) for (let u = 0; u < count; u++) seen[u] = random.uniform() < rowShare ? 1 : 0;
    let inside = 0;
    let outside = 0;
    for (let r = 0; r < n; r++)
      if (seen[unitOfRow[r]!] === 1) order[inside++] = r;
      else rest[outside++] = r;
    if (chosen < features) {
      offered.fill(0);
      for (let k = 0; k < chosen; k++) {
        const other = k + random.integer(features - k);
        const place = places[other]!;
        places[other] = places[k]!;
        places[k] = place;
        offered[place] = 1;
      }
    }
    return { order: order.subarray(0, inside), rest: rest.subarray(0, outside), offered };
  };
}
