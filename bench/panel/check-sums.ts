import type { Panel, PanelShard } from "../../src/panel/panel.js";
import { resolveTreatment } from "../../src/panel/treatment.js";

const summed = [
  "interactions",
  "unique_videos",
  "total_play_duration_ms",
  "avg_watch_ratio",
  "lag_1_interactions",
  "prior_3day_interactions",
  "prior_3day_high_watch_share",
  "lead_7_interactions",
  "future_3day_interactions",
  "future_7day_active_days",
  "future_7day_play_duration_sec",
];
const before = [
  "lag_1_active_day",
  "lag_1_interactions",
  "lag_1_total_play_duration_sec",
  "lag_1_avg_watch_ratio",
  "prior_3day_active_day",
  "prior_3day_interactions",
  "prior_3day_total_play_duration_sec",
  "prior_3day_high_watch_share",
];
const outcomes = [
  "next_day_active",
  "future_3day_active_days",
  "future_3day_interactions",
  "future_7day_active_days",
];

interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/** What every peer prints of its panel, to four decimals: rows, cuts, treated rows, column sums, balance, a difference. */
export function checkSums(panel: Panel): Readonly<Record<string, number>> {
  const shards = [...panel.shards()];
  for (const shard of shards) for (const { name } of panel.columns) shard.column(name);
  const sum = (name: string) => shards.reduce((total, shard) => total + sumOf(shard.column(name)), 0);
  const treatments = ["treatment_high_intensity", "treatment_high_watch_exposure"];
  const balance = treatments.flatMap((treatment) =>
    before.map((name) => {
      const [control, treated] = arms(shards, treatment, name);
      return (treated.mean - control.mean) / Math.sqrt((treated.variance + control.variance) / 2);
    }),
  );
  const naive = treatments.flatMap((treatment) =>
    outcomes.map((name) => {
      const [control, treated] = arms(shards, treatment, name);
      return treated.mean - control.mean;
    }),
  );
  const [intensity, exposure] = treatments.map(
    (name) => resolveTreatment(panel, name) as unknown as { cut: number },
  );
  const found: Record<string, number> = {
    rows: panel.rows,
    q75: intensity!.cut,
    med: exposure!.cut,
    t1: sum(treatments[0]!),
    t2: sum(treatments[1]!),
  };
  for (const name of summed) found[name] = sum(name);
  return { ...found, smd0: balance[0]!, smd15: balance[15]!, naive2: naive[2]! };
}

function sumOf(values: Float64Array): number {
  let total = 0;
  for (const value of values) if (!Number.isNaN(value)) total += value;
  return total;
}

/** Moments of a column over active user-days on which it is known, without and with treatment. */
function arms(shards: readonly PanelShard[], treatment: string, name: string): readonly [Moments, Moments] {
  const read = shards.map(
    (shard) => [shard.column("active_day"), shard.column(treatment), shard.column(name)] as const,
  );
  const moments = (wanted: number): Moments => {
    let count = 0;
    let total = 0;
    for (const [active, arm, values] of read)
      for (let row = 0; row < values.length; row++) {
        const value = values[row]!;
        if (active[row] !== 1 || arm[row] !== wanted || Number.isNaN(value)) continue;
        count += 1;
        total += value;
      }
    const mean = total / count;
    let squares = 0;
    for (const [active, arm, values] of read)
      for (let row = 0; row < values.length; row++) {
        const value = values[row]!;
        if (active[row] === 1 && arm[row] === wanted && !Number.isNaN(value)) squares += (value - mean) ** 2;
      }
    return { count, mean, variance: squares / (count - 1) };
  };
  return [moments(0), moments(1)];
}
