import type { PointTreatment } from "./point-treatment.js";

/** How much information an arm has left after weighting. */
export interface ArmEffectiveSize {
  readonly level: string | number;
  /** Rows with positive weight. */
  readonly rows: number;
  /** Kish's (Σw)² / Σw² over the rows of the arm. */
  readonly effective: number;
}

/** Effective sample size of each arm, in the order of the levels. Source: Kish (1965). Checked against WeightIt. */
export function armEffectiveSizes(
  { arm, levels }: Pick<PointTreatment, "arm" | "levels">,
  weights: Float64Array,
): readonly ArmEffectiveSize[] {
  const rows = new Float64Array(levels.length);
  const sum = new Float64Array(levels.length);
  const squares = new Float64Array(levels.length);
  for (let r = 0; r < weights.length; r++) {
    const w = weights[r]!;
    const k = arm[r]!;
    if (w === 0) continue;
    rows[k] = rows[k]! + 1;
    sum[k] = sum[k]! + w;
    squares[k] = squares[k]! + w * w;
  }
  return Object.freeze(
    levels.map((level, k) =>
      Object.freeze({
        level,
        rows: rows[k]!,
        effective: squares[k] === 0 ? 0 : (sum[k]! * sum[k]!) / squares[k]!,
      }),
    ),
  );
}
