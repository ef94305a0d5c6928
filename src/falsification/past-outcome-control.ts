import { checkCall, having, kinds } from "../call-check.js";
import type { Design } from "../design/design.js";
import { NotEstimableError } from "../errors.js";
import { hajekMeans } from "../estimators/hajek-means.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";
import type { ComparedWeights } from "./compared-weights.js";
import { withOutcome } from "./designs/with-outcome.js";
import { pooledDeviation } from "./pooled-deviation.js";

/** The weighted difference of an outcome that lies before everything the question adjusts for. */
export interface PastOutcomeControl {
  /** Treated minus untreated, unit of the outcome; 0 is expected. */
  readonly difference: InfluenceEstimate;
  /** Rows whose past outcome is known. */
  readonly rows: number;
  /** Analysis rows without one, because the log does not reach back so far. */
  readonly lostRows: number;
  /** Square root of the mean of the two arms' variances (n - 1), unweighted, over the rows that have one. */
  readonly standardDeviation: number;
}

/**
 * The outcome of earlier days compared between the arms with the weights of the analysis itself: the Hájek difference
 * Σ_1 w Y / Σ_1 w - Σ_0 w Y / Σ_0 w over the rows whose past outcome is known, rows without it at weight 0. The propensity
 * stays the one fitted to all analysis rows, and its score equations are stacked into φ. Treatment cannot reach an
 * outcome that lies before it, and one that lies before the adjusted days is no part of what was balanced; so a difference
 * is confounding that the adjustment has left.
 * @param past [rows] in design order; NaN where not known
 * @throws NotEstimableError `pastOutcome.no-rows` when an arm has fewer than two rows left
 * Source: negative control outcomes, Lipsitch, Tchetgen Tchetgen & Cohen (2010). Checked against: the weighted means by
 * hand, and worlds with and without a hidden confounder (test/falsification/past-outcome.test.ts).
 */
export function pastOutcomeControl(
  design: Design,
  past: Float64Array,
  weights: ComparedWeights,
): PastOutcomeControl {
  checkCall(
    "pastOutcomeControl",
    { design, past, weights },
    {
      design: kinds.design,
      past: kinds.rows,
      weights: having(
        "plainWeights(rows) or comparedWeights(design, weighting, models)",
        "weight",
        "logSlope",
      ),
    },
  );
  const { weight, logSlope, model } = weights;
  const known = past.map((value) => (Number.isNaN(value) ? 0 : 1));
  const { deviation, counts } = pooledDeviation(design, past);
  const [untreated, treated] = counts;
  const rows = treated + untreated;
  if (untreated < 2 || treated < 2)
    throw new NotEstimableError(
      "pastOutcome.no-rows",
      `an outcome from before the adjusted days is known on ${treated} treated and ${untreated} untreated of ${design.rows} rows; each arm needs at least two`,
      { treated, untreated },
    );
  const compared = withOutcome(
    { ...design, sample: { ...design.sample, rows: `${design.sample.rows} with a past outcome` } },
    past.map((value) => (Number.isNaN(value) ? 0 : value)),
  );
  const { effect } = hajekMeans(
    compared,
    { weight: weight.map((w, row) => w * known[row]!), logSlope },
    model,
  );
  return {
    difference: effect,
    rows,
    lostRows: design.rows - rows,
    standardDeviation: deviation,
  };
}
