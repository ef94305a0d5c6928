import type { IndexModel } from "./index-model.js";
import type { SurrogateRows } from "./surrogate-rows.js";

/** How the index of the first days does on one of the later days. */
export interface IndexDay {
  readonly day: number;
  readonly rows: number;
  /** Mean long outcome minus mean index, unit of the long outcome. */
  readonly miss: number;
  /** Clustered by user, the index as it was fitted. */
  readonly standardError: number | null;
}

/** The later days in order, each on its own; the index is taken as known. */
export function indexDays(
  { wide, long, day }: SurrogateRows,
  late: Uint8Array,
  { predicted }: IndexModel,
): IndexDay[] {
  const sums = new Map<
    number,
    { rows: number; weight: number; miss: number; users: Map<number, [number, number]> }
  >();
  for (const shard of wide.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      if (late[row] === 0) continue;
      const of = sums.get(day[row]!) ?? { rows: 0, weight: 0, miss: 0, users: new Map() };
      sums.set(day[row]!, of);
      const weight = shard.averaging[r]!;
      const miss = weight * (long[row]! - predicted[row]!);
      const [ofUser, weightOfUser] = of.users.get(shard.user[r]!) ?? [0, 0];
      of.users.set(shard.user[r]!, [ofUser + miss, weightOfUser + weight]);
      of.rows += 1;
      of.weight += weight;
      of.miss += miss;
    }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([date, { rows, weight, miss, users }]) => {
      const mean = miss / weight;
      let squares = 0;
      for (const [own, ownWeight] of users.values()) squares += (own - mean * ownWeight) ** 2;
      return {
        day: date,
        rows,
        miss: mean,
        standardError: users.size < 2 ? null : Math.sqrt(squares) / weight,
      };
    });
}
