import type { PanelShard } from "./panel.js";
import type { TreatmentTest } from "./resolved-treatment.js";

/**
 * 1 where a value is at least (at most) the quantile (type 7) of the same user's values on earlier rows among; NaN while
 * there are fewer than `minimumDays` of them, 0 outside `among`. Later days change nothing. Cost O(days) a row.
 */
export function ownPastValues(
  { offsets, users, rows }: PanelShard,
  values: Float64Array,
  inside: Float64Array,
  { side, quantile, minimumDays }: Extract<TreatmentTest, { readonly test: "ownPast" }>,
): Float64Array {
  const out = new Float64Array(rows);
  for (let user = 0; user < users; user++) {
    const past: number[] = [];
    for (let row = offsets[user]!; row < offsets[user + 1]!; row++) {
      if (inside[row] !== 1) continue;
      const value = values[row]!;
      if (Number.isNaN(value)) {
        out[row] = Number.NaN;
        continue;
      }
      const cut = past.length < minimumDays ? Number.NaN : sortedQuantile(past, quantile);
      if (Number.isNaN(cut)) out[row] = Number.NaN;
      else out[row] = (side === "atLeast" ? value >= cut : value <= cut) ? 1 : 0;
      insert(past, value);
    }
  }
  return out;
}

function sortedQuantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below]!;
  return at === below ? low : low + (at - below) * (sorted[below + 1]! - low);
}

/** Keeps a list ascending. */
function insert(sorted: number[], value: number): void {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, value);
}
