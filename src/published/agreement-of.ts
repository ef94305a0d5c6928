/** How ours should stand to a published figure on the published sample, and why. */
export interface Agreement {
  /**
   * "equal": to half a unit of the last printed digit. "within": to a relative tolerance. "folds": random folds or resamples
   * enter, so the published figure should lie in the band of our own draws. "differs": another method by design.
   */
  readonly kind: "equal" | "within" | "folds" | "differs";
  readonly relative?: number;
  readonly reason: string;
}

const equal: Agreement = { kind: "equal", reason: "nothing random enters" };
const folds: Agreement = {
  kind: "folds",
  reason:
    "folds are drawn by another random generator; the band is the range over our draws of folds, widened by itself to each side",
};
const boosting: Agreement = {
  kind: "differs",
  reason:
    "LightGBM's trees are not ours: other bins, leaf limits in information instead of rows, other drawing of columns",
};
const floats: Agreement = {
  kind: "within",
  relative: 0.005,
  reason: "counts of distinct sums depend on how floating-point sums round",
};
const divisor: Agreement = {
  kind: "within",
  relative: 4e-4,
  reason: "the notebook does not say whether variances divide by n or n - 1",
};

const cap: Agreement = {
  kind: "within",
  relative: 0,
  reason: "the largest capped weight is the cap as soon as one weight is above it",
};

/** Tables that nothing random enters. */
const fixed = new Set([
  "events",
  "per_user",
  "watch_ratio",
  "data",
  "activity",
  "thresholds",
  "funnel",
  "follow_up",
  "missing",
  "treatments",
  "outcomes",
  "naive",
  "arms",
  "segments",
  "segment_cuts",
]);

/** Rows of other tables that nothing random enters. */
const fixedRows: Readonly<Record<string, readonly string[]>> = {
  ladder: ["none", "calendar"],
  plain_means: ["unweighted"],
  weight_choices: ["unweighted"],
};

/** Columns of other tables that nothing random enters: sizes of folds, and what the analysed rows are. */
const fixedColumns: Readonly<Record<string, readonly string[]>> = {
  balance: ["treated", "control"],
  propensity_folds: ["rows", "treated_share"],
  check_rows: ["treated"],
  outcome_folds: ["rows", "users"],
  effect_model: ["rows", "users"],
};

/** Tables of trees alone, with columns that are not theirs. */
const boosted: Readonly<Record<string, readonly string[]>> = {
  g_computation_secondary: [],
  g_computation_segments: ["ridge", "ridge_sd"],
  segment_effects: ["mean_propensity"],
  segment_bootstrap: [],
  effect_model: [],
  effect_model_splits: [],
};

/** What is to be expected of one cell. */
export function agreementOf(table: string, row: string, column: string): Agreement {
  if (table === "outcomes" && row === "future_7day_play_hours" && column === "distinct") return floats;
  if (fixed.has(table) || fixedRows[table]?.includes(row) || fixedColumns[table]?.includes(column))
    return equal;
  if (table === "balance" && column === "smd") return divisor;
  if (table === "readiness" && row === "largest_weight") return cap;
  const others = boosted[table];
  if (others !== undefined) return others.includes(column) ? folds : boosting;
  return row.includes("lightgbm") ? boosting : folds;
}
