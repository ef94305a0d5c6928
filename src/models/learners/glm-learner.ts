import { NotEstimableError } from "../../errors.js";
import type { Matrix } from "../../numeric/matrix.js";
import type { GlmFit } from "../glm-fit.js";
import type { GlmRows } from "../glm-rows.js";
import { checkLearnerCovariates, checkLearnerRows } from "./check-learner-rows.js";
import type { Learner, LearnerRows } from "./learner.js";
import { linearScores } from "./linear-scores.js";

/** A learner that is a regression with an intercept; `predictionOf` takes a linear predictor to a prediction. */
export function glmLearner(
  name: string,
  kind: Learner["kind"],
  fitRows: (rows: GlmRows) => GlmFit,
  predictionOf: (score: number) => number,
): Learner {
  return {
    name,
    kind,
    fit(rows) {
      checkLearnerRows(rows, { name, kind });
      const { terms } = rows;
      checkRowCount(rows, name);
      const fit = fitRows(withIntercept(rows, name));
      return {
        predict(covariates) {
          checkLearnerCovariates(covariates, terms, name);
          if (fit.aliased.length > 0) checkEstimable(fit, covariates, name);
          return linearScores(covariates, fit.coefficients).map(predictionOf);
        },
      };
    },
  };
}

function checkRowCount({ weights, terms }: LearnerRows, name: string): void {
  const kept = weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  if (kept <= terms.length)
    throw new NotEstimableError(
      "model.too-few-rows",
      `${name}: ${kept} rows with positive weight cannot tell ${terms.length} covariates and an intercept apart; drop terms, add rows, or use a penalised learner`,
      { rows: kept, columns: terms.length + 1 },
    );
}

function withIntercept({ covariates, terms, outcome, weights }: LearnerRows, model: string): GlmRows {
  const { rows, columns } = covariates;
  const values = new Float64Array(rows * (columns + 1)).fill(1, 0, rows);
  values.set(covariates.values, rows);
  return {
    model,
    terms: ["intercept", ...terms],
    shards: [
      { rows, response: outcome, weight: weights, covariates: { rows, columns: columns + 1, values } },
    ],
  };
}

/** A term that the training rows could not tell from others has no coefficient; rows that need one have no prediction. */
function checkEstimable(fit: GlmFit, covariates: Matrix, name: string): void {
  const direction = new Float64Array(covariates.columns + 1).fill(1);
  for (let r = 0; r < covariates.rows; r++) {
    for (let j = 0; j < covariates.columns; j++)
      direction[j + 1] = covariates.values[j * covariates.rows + r]!;
    const term = fit.inestimableTerm(direction);
    if (term !== undefined)
      throw new NotEstimableError(
        "model.inestimable",
        `${name}: the rows of the fit could not tell "${term}" from other terms, but row ${r} to predict differs in it; leave the term out, merge its category, or use ridgeLearner`,
        { name, term, row: r },
      );
  }
}
