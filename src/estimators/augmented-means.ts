import { checkCall, having, kinds } from "../call-check.js";
import type { Design } from "../design/design.js";
import type { ArmInfluence } from "../inference/arm-influence.js";
import { averageOfRows } from "./average-of-rows.js";
import { bracketContributions } from "./bracket-contributions.js";
import type { OutcomeModel } from "./outcome-model.js";
import type { PropensityModel } from "./propensity-model.js";
import { type ScoreShares, scoreShares, stackedArms } from "./stacked-arms.js";

export interface AugmentedMeansOptions {
  /** Without it the augmentation is left out and the means are plain standardisation. */
  readonly propensity?: PropensityModel;
  /** "efficient" keeps each row's own term only, without nuisance scores (Σ averaging, the denominator, stays inside). */
  readonly variance?: "stacked" | "efficient";
}

/**
 * μ_a = Σ averaging · [m_a(L) + 1(A = a) / P(A = a | L) · (Y - m_a(L))] / Σ averaging, the bracket without its second
 * part when no propensity is given. A row contributes averaging · (its bracket - μ_a) / Σ averaging, plus the scores of
 * the outcome model behind m_a, by whose linear predictor the mean has the derivative averaging · m_a' (1 - 1(A = a) /
 * P(A = a | L)) / Σ averaging, plus the propensity's, with the derivative
 * -averaging · 1(A = a) (dlog P(A = a | L) / dη) / P(A = a | L) · (Y - m_a) / Σ averaging.
 */
export function augmentedMeans(
  design: Design,
  outcome: OutcomeModel,
  total: number,
  options: AugmentedMeansOptions = {},
): ArmInfluence {
  checkCall(
    "augmentedMeans",
    { design, outcome, total },
    {
      design: kinds.design,
      outcome: having("an outcome model of nuisanceModels(design)", "at"),
      total: kinds.number,
    },
  );
  const { propensity, variance = "stacked" } = options;
  const { mean, bracket, onOutcome, onPropensity } = firstPass(design, outcome, total, propensity);
  const own = bracketContributions(design, bracket, mean, total);
  const means = { treated: mean[1], control: mean[0] };
  if (variance === "efficient") return stackedArms(design, means, own, []);
  const fromOutcome = { treated: new Float64Array(design.rows), control: new Float64Array(design.rows) };
  outcome.at(1).addScores(onOutcome[1], fromOutcome.treated);
  outcome.at(0).addScores(onOutcome[0], fromOutcome.control);
  const shares: ScoreShares[] = [{ ...fromOutcome, leverage: outcome.at(0).leverage() }];
  if (propensity !== undefined)
    shares.push(scoreShares(propensity, { treated: onPropensity[1], control: onPropensity[0] }));
  return stackedArms(design, means, own, shares);
}

/** Brackets of every row, both means, and their derivatives with respect to the linear predictors of the models. */
function firstPass(
  design: Design,
  outcome: OutcomeModel,
  total: number,
  propensity: PropensityModel | undefined,
) {
  const pair = () => [new Float64Array(design.rows), new Float64Array(design.rows)] as const;
  const bracket = pair();
  const onOutcome = pair();
  const onPropensity = pair();
  for (const shard of design.shards)
    for (const arm of [0, 1] as const) {
      const own = bracket[arm].subarray(shard.firstRow, shard.firstRow + shard.rows);
      outcome.predict(shard, arm, own);
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        const w = shard.averaging[r]!;
        const slope = outcome.meanSlope(own[r]!);
        onOutcome[arm][row] = (w / total) * slope;
        if (shard.treatment[r] === arm && propensity !== undefined) {
          const e = shard.outcome[r]! - own[r]!;
          const p1 = propensity.propensity[row]!;
          const chance = arm === 1 ? p1 : 1 - p1;
          own[r] = own[r]! + e / chance;
          onOutcome[arm][row] = ((w * (1 - 1 / chance)) / total) * slope;
          onPropensity[arm][row] = ((arm === 1 ? -(1 - p1) : p1) * w * e) / (chance * total);
        }
      }
    }
  const mean = [averageOfRows(design, bracket[0], total), averageOfRows(design, bracket[1], total)] as const;
  return { mean, bracket, onOutcome, onPropensity };
}
