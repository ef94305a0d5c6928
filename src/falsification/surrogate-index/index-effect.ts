import type { Design } from "../../design/design.js";
import { NotEstimableError } from "../../errors.js";
import { augmentedMeans } from "../../estimators/augmented-means.js";
import { averageTerms } from "../../estimators/average-terms.js";
import { fitOutcomeModel, type OutcomeModel } from "../../estimators/outcome-model.js";
import { fitPropensityModel, type PropensityModel } from "../../estimators/propensity-model.js";
import { type ArmInfluence, armInfluence } from "../../inference/arm-influence.js";
import { accumulateProduct, multiply } from "../../numeric/products.js";
import { withOutcome } from "../designs/with-outcome.js";
import type { IndexModel } from "./index-model.js";
import { fitSampleModel, type SampleModel } from "./sample-model.js";
import type { SurrogateRows } from "./surrogate-rows.js";

/** The effect on the index and the models behind it. */
export interface IndexEffect extends Pick<ArmInfluence, "treated" | "control" | "effect"> {
  /** ρ = P(A = 1 | S, L) of every row. */
  readonly surrogateScore: PropensityModel;
  /** r = P(long outcome observed | S, L) of every row; undefined when all are observed. */
  readonly observation: SampleModel | undefined;
}

/**
 * μ_a = Σ w {ν_a(L) + 1(A = a) (h - ν_a) / e_a(L) + R ρ_a(S, L) (Y - h) / (e_a(L) r(S, L))} / Σ w, w averaging, h the index,
 * ν_a its linear regression on L in arm a, e_a = P(A = a | L), ρ_a = P(A = a | S, L), r = P(R = 1 | S, L), these logistic. It is the efficient
 * score of E[E[h | A = a, L]] when A is independent of Y given S, L and R too: E[1(A = a) / e_a | S, L] = ρ_a / e_a carries the
 * residuals of the observed rows. Consistent when h is right, or ρ, e and r are; and ν or e. Every parametric model's
 * score is stacked into φ. Observed rows such as no row without the long outcome is (a weekday that none of those has) have
 * r = 1.
 */
export function indexEffect(rows: SurrogateRows, index: IndexModel): IndexEffect {
  const { base, wide, long, observed } = rows;
  const onIndex = withOutcome(base, index.predicted);
  const total = sumOfWeights(base);
  const propensity = fitPropensityModel(base);
  const means = fitOutcomeModel(onIndex, averageTerms(base, total), { arms: "separate", link: "identity" });
  const ofIndex = augmentedMeans(onIndex, means, total, { propensity });
  const surrogateScore = fitPropensityModel(wide, "model of treatment given surrogates and covariates");
  const observation = observed.every((seen) => seen === 1)
    ? undefined
    : fitSampleModel(
        wide,
        observed,
        "model of which rows have the long outcome, given surrogates and covariates",
      );

  const array = () => new Float64Array(base.rows);
  const correction = [array(), array()] as const;
  const corrections: [number, number] = [0, 0];
  const onModels = [0, 1].map(() => ({ index: array(), propensity: array(), score: array(), seen: array() }));
  for (const shard of base.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      if (observed[row] !== 1) continue;
      const chance = observation?.chance[row] ?? 1;
      if (!Number.isFinite(1 / chance))
        throw new NotEstimableError(
          "surrogate.no-chance",
          `analysis row ${row} has its long outcome, but the fitted probability of that rounds to 0; restrict the population or drop the outlying term`,
          { row },
        );
      const [e, rho] = [propensity.propensity[row]!, surrogateScore.propensity[row]!];
      const residual = long[row]! - index.predicted[row]!;
      for (const arm of [0, 1] as const) {
        const weight = (shard.averaging[r]! * (arm === 1 ? rho / e : (1 - rho) / (1 - e))) / (chance * total);
        const share = weight * residual;
        const on = onModels[arm]!;
        correction[arm][row] = share;
        corrections[arm] += share;
        on.index[row] = -weight;
        on.propensity[row] = arm === 1 ? -(1 - e) * share : e * share;
        on.score[row] = arm === 1 ? (1 - rho) * share : -rho * share;
        on.seen[row] = -(1 - chance) * share;
      }
    }
  for (const arm of [0, 1] as const) {
    addSlopeOfMean(onIndex, means, propensity, arm, total, onModels[arm]!.index);
    for (const shard of base.shards)
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        correction[arm][row] = correction[arm][row]! - (shard.averaging[r]! * corrections[arm]) / total;
      }
    const on = onModels[arm]!;
    index.addScores(on.index, correction[arm]);
    propensity.addScores(on.propensity, correction[arm]);
    surrogateScore.addScores(on.score, correction[arm]);
    observation?.addScores(on.seen, correction[arm]);
  }
  const corrected = armInfluence(base, { treated: corrections[1], control: corrections[0] }, (shard, out) => {
    const own = (arm: 0 | 1) => correction[arm].subarray(shard.firstRow, shard.firstRow + shard.rows);
    out.treated.set(own(1));
    out.control.set(own(0));
  });
  const sum = (part: "treated" | "control" | "effect") => ({
    estimate: ofIndex[part].estimate + corrected[part].estimate,
    influence: ofIndex[part].influence.map((value, i) => value + corrected[part].influence[i]!),
    sample: base.sample,
  });
  return {
    treated: sum("treated"),
    control: sum("control"),
    effect: sum("effect"),
    surrogateScore,
    observation,
  };
}

/** Σ averaging. */
export function sumOfWeights(design: Design): number {
  let total = 0;
  for (const shard of design.shards) for (let r = 0; r < shard.rows; r++) total += shard.averaging[r]!;
  return total;
}

/** Adds the derivative of the augmented mean of arm `arm` by each row's outcome: it is linear in the outcomes. */
function addSlopeOfMean(
  design: Design,
  means: OutcomeModel,
  { propensity }: PropensityModel,
  arm: 0 | 1,
  total: number,
  slope: Float64Array,
): void {
  const gradient = new Float64Array(design.terms.length);
  const chance = (row: number) => (arm === 1 ? propensity[row]! : 1 - propensity[row]!);
  for (const shard of design.shards) {
    const left = Float64Array.from({ length: shard.rows }, (_, r) => {
      const share = shard.treatment[r] === arm ? 1 - 1 / chance(shard.firstRow + r) : 1;
      return (shard.averaging[r]! * share) / total;
    });
    accumulateProduct(shard.covariates, left, gradient);
  }
  const direction = means.models[arm]!.fit.solveInformation(gradient);
  for (const shard of design.shards) {
    const own = new Float64Array(shard.rows);
    multiply(shard.covariates, direction, own);
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      if (shard.treatment[r] === arm)
        slope[row] = slope[row]! + shard.averaging[r]! * (1 / (chance(row) * total) + own[r]!);
    }
  }
}
