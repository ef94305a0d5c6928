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
  /** Leverage of every analysis row in the model of its own arm, [rows]; computed when first asked for, and kept. */
  leverage(): Float64Array;
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
  let leverage: Float64Array | undefined;
  return {
    fits,
    predict: (shard, arm, out) => multiply(shard.covariates, fits[arm].coefficients, out),
    direction: (arm, gradient) => fits[arm].solveInformation(gradient),
    leverage() {
      leverage ??= leverages(design, fits);
      return leverage;
    },
  };
}

function leverages(design: Design, fits: readonly [GlmFit, GlmFit]): Float64Array {
  const out = new Float64Array(design.rows);
  for (const shard of design.shards) {
    const own = out.subarray(shard.firstRow, shard.firstRow + shard.rows);
    const rows = Int32Array.from({ length: shard.rows }, (_, r) => r);
    for (const arm of [0, 1] as const)
      fits[arm].quadraticForm(
        shard.covariates,
        rows.filter((r) => shard.treatment[r] === arm),
        own,
      );
    for (let r = 0; r < shard.rows; r++) own[r] = own[r]! * shard.averaging[r]!;
  }
  return out;
}
