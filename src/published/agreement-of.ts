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

const fixed = [
  "data",
  "thresholds",
  "funnel",
  "treatments",
  "outcomes",
  "naive",
  "outcome_folds",
  "segments",
  "arms",
];

/** What is to be expected of one cell. */
export function agreementOf(table: string, row: string, column: string): Agreement {
  if (table === "outcomes" && row === "future_7day_play_hours" && column === "distinct") return floats;
  if (fixed.includes(table)) return equal;
  if (table === "ladder" && (row === "none" || row === "calendar")) return equal;
  if (table === "balance" && (column === "treated" || column === "control")) return equal;
  if (table === "balance" && column === "smd") return divisor;
  if (table === "g_computation_secondary") return boosting;
  if (table === "readiness" && row === "largest_weight") return cap;
  if (table === "g_computation_segments") return column.startsWith("boosted") ? boosting : folds;
  if (table === "segment_effects" && column !== "mean_propensity") return boosting;
  return row.includes("lightgbm") ? boosting : folds;
}
