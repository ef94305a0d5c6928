import type { Design } from "../../design/design.js";
import { NotEstimableError } from "../../errors.js";
import { binomialLogit } from "../../models/families/binomial-logit.js";
import { fitGlm } from "../../models/fit-glm.js";
import { fitLinear } from "../../models/fit-linear.js";
import type { GlmFit } from "../../models/glm-fit.js";
import { multiply } from "../../numeric/products.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { averageOfRows } from "../average-of-rows.js";
import { designScores } from "../design-scores.js";
import type { NuisanceModels } from "../nuisance-models.js";
import { type DoseLevels, doseWords } from "./dose-levels.js";
import { type LevelSplit, nestedPropensity } from "./nested-propensity.js";

export interface LevelMeans {
  /** Mean outcome had every row been at the level, one a level. */
  readonly means: readonly InfluenceEstimate[];
  /** P(own level | L), [rows]. */
  readonly probability: Float64Array;
}

/**
 * Augmented means of levels k: μ_k = Σ averaging · [m_k(L) + 1(K = k) / p_k(L) · (Y - m_k(L))] / Σ averaging, with p_k by
 * nested dichotomies and m_k a regression among the level's rows (linear; logistic for an outcome of 0 and 1). Consistent when
 * the probabilities or the regressions are right. The scores of all of them are stacked into φ.
 * With one level an arm these are the means of `aipw`.
 * Source: Robins, Rotnitzky & Zhao (1994); Cattaneo (2010), Journal of Econometrics 155, for several arms.
 * @throws NotEstimableError `dose.no-support` when a level's rows do not determine a term, and what the models throw
 */
export function levelMeans(design: Design, dosed: DoseLevels, models: NuisanceModels): LevelMeans {
  const splits = nestedPropensity(design, dosed, models.propensity());
  const probability = ownProbability(splits, dosed.of);
  const total = models.totals.weight[0] + models.totals.weight[1];
  const average = models.averageTerms();
  const context = { design, of: dosed.of, splits, probability, total };
  return {
    probability,
    means: dosed.levels.map((_, level) => {
      const fit = fitLevel(design, dosed, level, models.totals.binaryOutcome);
      const term = fit.inestimableTerm(average);
      if (term !== undefined)
        throw new NotEstimableError(
          "dose.no-support",
          `the ${fit.rows} rows ${inLevel(dosed, level)} do not determine the coefficient of "${term}", which varies among the rows to be predicted`,
          { term, level },
        );
      return meanOf(context, fit, level);
    }),
  };
}

const inLevel = ({ levels }: DoseLevels, level: number): string =>
  `with a dose of ${doseWords(levels[level]!)}`;

function ownProbability(splits: readonly LevelSplit[], of: Int32Array): Float64Array {
  const probability = new Float64Array(of.length).fill(1);
  for (const { from, at, to, higher } of splits)
    for (let row = 0; row < of.length; row++) {
      const level = of[row]!;
      if (level >= from && level < to)
        probability[row] = probability[row]! * (level >= at ? higher[row]! : 1 - higher[row]!);
    }
  return probability;
}

function fitLevel(design: Design, dosed: DoseLevels, level: number, binary: boolean): GlmFit {
  const data = {
    model: `outcome model of rows ${inLevel(dosed, level)}`,
    terms: design.terms,
    shards: Array.from(design.shards, ({ rows, firstRow, averaging, outcome, covariates }) => ({
      rows,
      covariates,
      response: outcome,
      weight: averaging.map((w, r) => (dosed.of[firstRow + r] === level ? w : 0)),
    })),
  };
  return binary ? fitGlm(data, binomialLogit) : fitLinear(data);
}

interface LevelContext {
  readonly design: Design;
  readonly of: Int32Array;
  readonly splits: readonly LevelSplit[];
  readonly probability: Float64Array;
  readonly total: number;
}

function meanOf(
  { design, of, splits, probability, total }: LevelContext,
  fit: GlmFit,
  level: number,
): InfluenceEstimate {
  const logit = fit.link === "logit";
  const array = () => new Float64Array(design.rows);
  const [predicted, bracket, onOutcome, pull, contribution] = [array(), array(), array(), array(), array()];
  for (const shard of design.shards) {
    const own = predicted.subarray(shard.firstRow, shard.firstRow + shard.rows);
    multiply(shard.covariates, fit.coefficients, own);
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      if (logit) own[r] = binomialLogit.meanOf(own[r]!);
      const slope = logit ? own[r]! * (1 - own[r]!) : 1;
      const share = shard.averaging[r]! / total;
      bracket[row] = own[r]!;
      onOutcome[row] = share * slope;
      if (of[row] !== level) continue;
      const rise = (shard.outcome[r]! - own[r]!) / probability[row]!;
      bracket[row] = own[r]! + rise;
      onOutcome[row] = share * slope * (1 - 1 / probability[row]!);
      pull[row] = -share * rise;
    }
  }
  const estimate = averageOfRows(design, bracket, total);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      contribution[row] = (shard.averaging[r]! * (bracket[row]! - estimate)) / total;
    }
  designScores(design, {
    fit,
    residual(shard, out) {
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        out[r] = of[row] === level ? shard.averaging[r]! * (shard.outcome[r]! - predicted[row]!) : 0;
      }
    },
  })(onOutcome, contribution);
  for (const split of splits) {
    if (level < split.from || level >= split.to) continue;
    const slope = pull.map(
      (value, row) => value * split.sign * (level >= split.at ? 1 - split.higher[row]! : -split.higher[row]!),
    );
    split.addScores(slope, contribution);
  }
  return { estimate, influence: byUser(design, contribution), sample: design.sample };
}

/** n times each user's sum of contributions, [users]. */
function byUser(design: Design, contribution: Float64Array): Float64Array {
  const influence = new Float64Array(design.users);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const user = shard.user[r]!;
      influence[user] = influence[user]! + contribution[shard.firstRow + r]!;
    }
  return influence.map((value) => value * design.users);
}
