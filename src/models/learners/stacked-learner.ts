import { checkCall, kinds } from "../../call-check.js";
import { CausalError, refuseUnknownOptions } from "../../errors.js";
import { checkLearnerCovariates, checkLearnerRows } from "./check-learner-rows.js";
import { crossFit } from "./cross-fit.js";
import { foldOfRows } from "./fold-of-rows.js";
import type { FittedLearner, Learner, LearnerRows } from "./learner.js";
import { predictionRisk } from "./prediction-risk.js";
import { rowsWithWeight } from "./select-rows.js";
import { stackingWeights } from "./stacking-weights.js";

export interface StackingOptions {
  /** Candidates by name, all of one kind. */
  readonly candidates: Readonly<Record<string, Learner>>;
  /** Folds, by user where the rows say their users; default 5. */
  readonly folds?: number;
  readonly seed: number;
}

export interface FittedStack extends FittedLearner {
  readonly candidates: readonly {
    readonly name: string;
    /** Its part in the prediction; at least 0, sum 1. */
    readonly weight: number;
    /** Cross-validated risk: mean squared error, or mean minus log-likelihood. */
    readonly risk: number;
  }[];
  /** Cross-validated risk of the combination, a little flattering: its weights come from the same predictions. */
  readonly risk: number;
}

export interface StackedLearner extends Learner {
  fit(rows: LearnerRows): FittedStack;
}

/**
 * The convex combination of candidates with the least cross-validated risk (a super learner): candidates predict the
 * fold they have not seen, weights are chosen on those predictions, then those with weight are fitted to all rows.
 * Probabilities are combined as probabilities, so they stay strictly between 0 and 1 where the candidates' do.
 * @throws CausalError `learner.options`, `folds.invalid`; as `checkLearnerRows` and, with the fold, as the candidates
 * Source: van der Laan, Polley & Hubbard (2007), Super learner, section 2, with the weights on the simplex.
 */
export function stackedLearner(options: StackingOptions): StackedLearner {
  refuseUnknownOptions("learner", options, ["candidates", "folds", "seed"]);
  checkCall("stackedLearner", options, { candidates: kinds.object });
  const { candidates, folds = 5, seed } = options;
  const entries = Object.entries(candidates);
  checkCall(
    "stackedLearner",
    candidates,
    Object.fromEntries(entries.map(([label]) => [label, kinds.learner])),
  );
  const kind = entries[0]?.[1].kind;
  if (kind === undefined || entries.length < 2 || entries.some(([, learner]) => learner.kind !== kind))
    throw new CausalError(
      "learner.options",
      `stacked learner: candidates are ${entries.map(([label, learner]) => `${label} (${learner.kind})`).join(", ") || "none"}; expected at least two, all of one kind`,
    );
  const name = `stack of ${entries.map(([label]) => label).join(", ")}`;
  return {
    name,
    kind,
    fit(rows) {
      checkLearnerRows(rows, { name, kind });
      const kept = rowsWithWeight(rows);
      const { outcome, weights, terms } = kept;
      const foldOfRow = foldOfRows(kept, folds, seed);
      const predictions = entries.map(([, learner]) => crossFit({ ...kept, foldOfRow, learner }));
      const parts = stackingWeights(kind, outcome, weights, predictions);
      const fits = entries.map(([, learner], k) => (parts[k]! > 0 ? learner.fit(kept) : undefined));
      const combined = combine(parts, predictions);
      return {
        candidates: entries.map(([label], k) => ({
          name: label,
          weight: parts[k]!,
          risk: predictionRisk(kind, outcome, weights, predictions[k]!),
        })),
        risk: predictionRisk(kind, outcome, weights, combined),
        predict(covariates) {
          checkLearnerCovariates(covariates, terms, name);
          return combine(
            parts,
            fits.map((fit) => fit?.predict(covariates)),
          );
        },
      };
    },
  };
}

/** Σ_k weight_k · prediction_k over candidates with weight. */
function combine(parts: Float64Array, predictions: readonly (Float64Array | undefined)[]): Float64Array {
  const used = predictions.flatMap((values, k) =>
    values === undefined || parts[k] === 0 ? [] : [{ values, part: parts[k]! }],
  );
  const combined = new Float64Array(used[0]!.values.length);
  for (const { values, part } of used)
    for (let r = 0; r < combined.length; r++) combined[r] = combined[r]! + part * values[r]!;
  return combined;
}
