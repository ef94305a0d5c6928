import { CausalError, ConvergenceError, NotEstimableError } from "../../errors.js";
import { checkRowKeys } from "../check-row-keys.js";
import type { Diagnostic } from "../diagnostic.js";
import { checkedPredictions, type Predictions } from "./checked-predictions.js";

export const calibrationRecord: Diagnostic = {
  name: "calibration",
  label: "Calibration slope of the propensity",
  unit: "distance from 1",
  worse: "above",
  warn: 0.2,
  fail: null,
  source:
    "Cox (1958), Biometrika 45; a slope under 0.8 or over 1.2 says that high and low propensities are overstated, or understated, by a fifth on the logit scale, and weights with them",
  sentence: "Distance from 1 of the slope of the observed on the predicted log odds of treatment.",
};

/** Observed log odds as a line in the predicted ones: intercept 0 and slope 1 when calibrated. */
export interface CalibrationLine {
  readonly intercept: number;
  readonly slope: number;
  /** Clustered by user where users are given; the predictions are treated as known. */
  readonly interceptError: number;
  readonly slopeError: number;
  /** Mean observed - mean predicted. */
  readonly inTheLarge: number;
}

const mostSteps = 60;

/**
 * Maximum-likelihood line logit P(y = 1) = a + b logit p of given predictions p: b under 1 says that the predictions are too
 * extreme, over 1 that they are too timid. For a logistic regression judged on its own rows it is 0 and 1 by construction:
 * hand in cross-fitted predictions, or those of other learners. Errors are the sandwich over users (G / (G - 1)).
 * @throws CausalError `diagnostics.*` as `checkedPredictions`; `diagnostics.prediction` for a prediction of 0 or 1,
 *   `diagnostics.missing` for a user that is none;
 *   NotEstimableError `diagnostics.constant-prediction`; ConvergenceError `diagnostics.calibration` when predictions
 *   separate the ones from the zeros
 * Source: Cox (1958); Miller, Langefeld, Tierney, Hui & McDonald (1993), Medical Decision Making 13.
 */
export function calibrationLine(spec: Predictions & { readonly user?: ArrayLike<number> }): CalibrationLine {
  const { rows, predicted, observed, weights } = checkedPredictions(spec, "probability");
  if (spec.user !== undefined) checkRowKeys("user", spec.user, rows, "label");
  const certain = predicted.findIndex((p) => p === 0 || p === 1);
  if (certain >= 0)
    throw new CausalError(
      "diagnostics.prediction",
      `prediction of row ${certain} is ${predicted[certain]}; log odds need predictions between 0 and 1`,
      { row: certain },
    );
  const odds = predicted.map((p) => Math.log(p / (1 - p)));
  const first = odds[0]!;
  if (odds.every((x) => x === first))
    throw new NotEstimableError(
      "diagnostics.constant-prediction",
      "all predictions are the same, so they have no slope",
    );
  const [intercept, slope] = likeliestLine(odds, observed, weights);
  const { information, scores } = scoresAt(odds, observed, weights, intercept, slope, spec.user);
  const determinant = information.aa * information.bb - information.ab ** 2;
  const clusters = scores.length;
  let [ofIntercept, ofSlope] = [0, 0];
  for (const [u, v] of scores) {
    ofIntercept += ((information.bb * u - information.ab * v) / determinant) ** 2;
    ofSlope += ((information.aa * v - information.ab * u) / determinant) ** 2;
  }
  const total = weights.reduce((sum, w) => sum + w, 0);
  const error = (squares: number) => Math.sqrt((squares * clusters) / Math.max(1, clusters - 1));
  return {
    intercept,
    slope,
    interceptError: error(ofIntercept),
    slopeError: error(ofSlope),
    inTheLarge: observed.reduce((sum, y, row) => sum + weights[row]! * (y - predicted[row]!), 0) / total,
  };
}

const chance = (x: number): number => 1 / (1 + Math.exp(-x));

/** Newton steps from (0, 1), halved while the likelihood falls. */
function likeliestLine(
  odds: Float64Array,
  observed: Float64Array,
  weights: Float64Array,
): readonly [number, number] {
  const likelihood = (a: number, b: number) =>
    odds.reduce((sum, x, row) => {
      const eta = a + b * x;
      return (
        sum +
        weights[row]! * (observed[row]! * eta - (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta)))))
      );
    }, 0);
  let [a, b] = [0, 1];
  for (let step = 0; step < mostSteps; step++) {
    const { information, scores } = scoresAt(odds, observed, weights, a, b, undefined);
    const u = scores.reduce((sum, [own]) => sum + own, 0);
    const v = scores.reduce((sum, [, own]) => sum + own, 0);
    const determinant = information.aa * information.bb - information.ab ** 2;
    if (!(determinant > 0)) break;
    const da = (information.bb * u - information.ab * v) / determinant;
    const db = (information.aa * v - information.ab * u) / determinant;
    if (Math.abs(da) + Math.abs(db) < 1e-8 * (1 + Math.abs(a) + Math.abs(b))) return [a + da, b + db];
    const before = likelihood(a, b);
    let size = 1;
    while (size > 1e-6 && likelihood(a + size * da, b + size * db) < before - 1e-12 * Math.abs(before))
      size /= 2;
    a += size * da;
    b += size * db;
  }
  throw new ConvergenceError(
    "diagnostics.calibration",
    `no line was found in ${mostSteps} steps (at intercept ${a}, slope ${b}); the predictions separate ones from zeros`,
  );
}

/** Information matrix, and the score of each cluster (each row where no users are given). */
function scoresAt(
  odds: Float64Array,
  observed: Float64Array,
  weights: Float64Array,
  a: number,
  b: number,
  user: ArrayLike<number> | undefined,
) {
  const information = { aa: 0, ab: 0, bb: 0 };
  const scores: [number, number][] = [];
  const at = new Map<number, number>();
  odds.forEach((x, row) => {
    const p = chance(a + b * x);
    const w = weights[row]!;
    information.aa += w * p * (1 - p);
    information.ab += w * p * (1 - p) * x;
    information.bb += w * p * (1 - p) * x * x;
    const part = w * (observed[row]! - p);
    const cluster = user === undefined ? undefined : at.get(user[row]!);
    if (cluster !== undefined) {
      scores[cluster]![0] += part;
      scores[cluster]![1] += part * x;
      return;
    }
    if (user !== undefined) at.set(user[row]!, scores.length);
    scores.push([part, part * x]);
  });
  return { information, scores };
}
