import type { Design, DesignShard } from "../design/design.js";
import { NotEstimableError } from "../errors.js";
import { fitLinear } from "../models/fit-linear.js";
import type { GlmFit } from "../models/glm-fit.js";
import { outcomeRows } from "../models/outcome-rows.js";
import { multiply } from "../numeric/products.js";

/** Linear outcome regressions fitted separately in each arm. */
export interface OutcomeModel {
  /** Predicted outcome of every row of the shard, had it been treated (1) or not (0), into `out`. */
  predict(shard: DesignShard, arm: 0 | 1, out: Float64Array): void;
  /**
   * I⁻¹ D for an arm, D the derivative of an estimate with respect to that arm's coefficients, [terms]. The score of a
   * row of the arm is averaging · (outcome - prediction) · x; rows of the other arm have none.
   */
  direction(arm: 0 | 1, gradient: Float64Array): Float64Array;
  /** Leverage of every row of the shard in the model of its own arm, into `out`. */
  leverage(shard: DesignShard, scratch: Float64Array, out: Float64Array): void;
  readonly fits: readonly [GlmFit, GlmFit];
}

/**
 * Fits both arms by least squares with averaging weights.
 * @param averageTerms Σ averaging · x / Σ averaging over all rows, [terms]
 * @throws NotEstimableError `outcome.no-support` when an arm's rows leave a term undetermined that the average over all
 * rows needs, e.g. a level of a factor that occurs in one arm only
 */
export function fitOutcomeModel(design: Design, averageTerms: Float64Array): OutcomeModel {
  const fits: [GlmFit, GlmFit] = [fitLinear(outcomeRows(design, 0)), fitLinear(outcomeRows(design, 1))];
  fits.forEach((fit, arm) => {
    const term = fit.inestimableTerm(averageTerms);
    if (term !== undefined)
      throw new NotEstimableError(
        "outcome.no-support",
        `outcome model of ${arm === 1 ? "treated" : "untreated"} rows: these ${fit.rows} rows do not determine the coefficient of "${term}", which varies among the rows to be predicted; merge or leave out the term, or restrict the population`,
        { term, arm, rows: fit.rows },
      );
  });
  return {
    fits,
    predict: (shard, arm, out) => multiply(shard.covariates, fits[arm].coefficients, out),
    direction: (arm, gradient) => fits[arm].solveInformation(gradient),
    leverage(shard, scratch, out) {
      fits[0].quadraticForm(shard.covariates, out);
      fits[1].quadraticForm(shard.covariates, scratch);
      for (let r = 0; r < shard.rows; r++)
        out[r] = shard.averaging[r]! * (shard.treatment[r] === 1 ? scratch[r]! : out[r]!);
    },
  };
}
