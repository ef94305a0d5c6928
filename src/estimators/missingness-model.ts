import type { Design } from "../design/design.js";
import { NotEstimableError } from "../errors.js";
import { fitLogistic } from "../models/fit-logistic.js";
import type { GlmFit } from "../models/glm-fit.js";
import { averageTerms } from "./average-terms.js";
import { fitOutcomeModel } from "./outcome-model.js";
import type { ScoredModel } from "./scored-model.js";

/** A logistic model of which outcomes are observed, given treatment and covariates, and what it predicts. */
export interface MissingnessModel {
  readonly model: string;
  readonly fit: GlmFit;
  /** P(observed | A = a, L) of every analysis row, [rows] for a = 0 and for a = 1. */
  readonly chance: readonly [Float64Array, Float64Array];
  /** The model behind the chances at this treatment; slopes are by their linear predictors. */
  at(arm: 0 | 1): ScoredModel;
}

/**
 * Fits P(outcome observed | L, A) by maximum likelihood with averaging weights, over all rows: the design's own terms
 * of missingness, else the adjustment terms, and the treatment last. Outcomes missing at random given these, and each
 * row with some chance to be observed, are what estimators that divide by it assume.
 * @param total Σ averaging
 * @throws NotEstimableError `missingness.no-chance` naming a row whose chance rounds to 0; what `fitLogistic` throws
 */
export function fitMissingnessModel(design: Design, total: number): MissingnessModel {
  const name = "missingness model";
  const indicator = ofIndicator(design);
  const fitted = fitOutcomeModel(
    indicator,
    averageTerms(indicator, total),
    { arms: "together", link: "logit" },
    (data) => fitLogistic({ ...data, model: name }),
  );
  const chance = ([0, 1] as const).map((arm) => {
    const out = new Float64Array(design.rows);
    for (const shard of indicator.shards)
      fitted.predict(shard, arm, out.subarray(shard.firstRow, shard.firstRow + shard.rows));
    const row = out.findIndex((value) => !Number.isFinite(1 / value));
    if (row !== -1)
      throw new NotEstimableError(
        "missingness.no-chance",
        `analysis row ${row}: the fitted probability that its outcome is observed, ${arm === 1 ? "treated" : "untreated"}, rounds to 0; restrict the population or drop the outlying term`,
        { row, arm },
      );
    return out;
  });
  return { model: name, fit: fitted.models[0]!.fit, chance: [chance[0]!, chance[1]!], at: fitted.at };
}

/** The design with `observed` as its outcome and the terms of missingness as its covariates. */
function ofIndicator(design: Design): Design {
  return {
    ...design,
    terms: design.missingnessTerms ?? design.terms,
    shards: Array.from(design.shards, ({ observed, missingness, ...shard }) => ({
      ...shard,
      outcome: observed ?? new Float64Array(shard.rows).fill(1),
      covariates: missingness ?? shard.covariates,
    })),
  };
}
