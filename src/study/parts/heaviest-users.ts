import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import type { AnalysisRows } from "../analysis-rows.js";

export interface HeaviestUser {
  readonly user: string;
  /** About what the estimate is without them. */
  readonly estimate: number;
  /** Their share of the estimate's variance, 0 to 1. */
  readonly varianceShare: number;
}

interface RowsAndUsers {
  readonly rows: Pick<AnalysisRows, "user" | "averaging">;
  /** Ids of the panel's users. */
  readonly users: readonly string[];
}

/**
 * The user whose leaving out moves each estimate most, one step from the fit: φ_i / n is what user i adds to the estimation
 * error, and the average over the rest takes it over 1 minus the user's share of the part.
 */
export function heaviestUsers(
  effects: readonly InfluenceEstimate[],
  part: Int32Array,
  { rows, users }: RowsAndUsers,
): readonly HeaviestUser[] {
  const weight = effects.map(() => new Map<number, number>());
  const total = new Float64Array(effects.length);
  for (let row = 0; row < part.length; row++) {
    const k = part[row]!;
    if (k < 0) continue;
    const [user, averaging] = [rows.user[row]!, rows.averaging[row]!];
    weight[k]!.set(user, (weight[k]!.get(user) ?? 0) + averaging);
    total[k] = total[k]! + averaging;
  }
  return effects.map(({ estimate, influence }, k) => {
    let heaviest = { user: -1, shift: 0 };
    for (const [user, own] of weight[k]!) {
      const shift = (-influence[user]! / influence.length) * (total[k]! / (total[k]! - own));
      if (heaviest.user < 0 || Math.abs(shift) > Math.abs(heaviest.shift)) heaviest = { user, shift };
    }
    const squares = influence.reduce((sum, value) => sum + value * value, 0);
    return {
      user: users[heaviest.user]!,
      estimate: estimate + heaviest.shift,
      varianceShare: squares > 0 ? influence[heaviest.user]! ** 2 / squares : 0,
    };
  });
}
