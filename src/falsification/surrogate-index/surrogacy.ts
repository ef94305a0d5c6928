import type { PropensityModel } from "../../estimators/propensity-model.js";
import { minimumDetectableEffect } from "../../inference/minimum-detectable-effect.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { twoSidedTest } from "../two-sided-test.js";
import type { IndexModel } from "./index-model.js";
import { influenceOfRows } from "./influence-of-rows.js";
import { type SurrogateCheck, type SurrogateWords, short, shortP, significance } from "./surrogate-check.js";
import type { SurrogateRows } from "./surrogate-rows.js";

/**
 * Whether treatment predicts the long outcome beyond surrogates and covariates, where that is observed:
 * θ = Σ w (A - ρ)(Y - h) / Σ w (A - ρ)², ρ = P(A = 1 | S, L) among these rows, h the index; 0 under surrogacy, the direct
 * effect where treatment acts past the surrogates by the same amount in every row. With the linear index Σ w (A - ρ) x = 0
 * makes the numerator free of h's error; ρ's score is stacked.
 * @param seen the rows with the long outcome
 * @param mark direct effect that would matter, unit of the long outcome
 * Source: Prentice (1989), Statistics in Medicine 8, criterion 4; Robinson (1988) for the statistic.
 */
export function surrogacyCheck(
  seen: SurrogateRows,
  index: IndexModel,
  score: PropensityModel,
  mark: number,
  { factor, unit }: SurrogateWords,
): SurrogateCheck {
  const direct = directEffect(seen, index, score);
  const { standardError, pValue, degrees } = twoSidedTest(direct);
  const detectable = minimumDetectableEffect(standardError, degrees === undefined ? {} : { degrees });
  const refuted = pValue < significance;
  const blind = detectable > mark;
  const found = `Given surrogates and covariates, the long outcome of treated rows differs by ${short(factor * direct.estimate, factor * standardError)}${unit} from that of untreated rows (${shortP(pValue)}; ${seen.base.rows} rows that have it)`;
  return {
    verdict: refuted ? "refuted" : blind ? "not evaluated" : "not refuted",
    sentence: refuted
      ? `${found}: surrogates do not account for all that goes with treatment.`
      : blind
        ? `${found}; the test cannot detect less than ${short(factor * detectable)}, while ${short(factor * mark)} would matter.`
        : `${found}: within chance, where ${short(factor * detectable)} would have been detected.`,
    tests: [
      {
        item: "treatment, given surrogates and covariates",
        estimate: direct.estimate,
        standardError,
        pValue,
        detectable,
        mark,
        rows: seen.base.rows,
      },
    ],
  };
}

function directEffect(
  { wide, long }: SurrogateRows,
  { predicted }: IndexModel,
  score: PropensityModel,
): InfluenceEstimate {
  let [moved, spread] = [0, 0];
  for (const shard of wide.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const left = shard.treatment[r]! - score.propensity[row]!;
      moved += shard.averaging[r]! * left * (long[row]! - predicted[row]!);
      spread += shard.averaging[r]! * left * left;
    }
  const estimate = moved / spread;
  const contribution = new Float64Array(wide.rows);
  const onScore = new Float64Array(wide.rows);
  for (const shard of wide.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const p = score.propensity[row]!;
      const left = shard.treatment[r]! - p;
      const residual = long[row]! - predicted[row]!;
      const weight = shard.averaging[r]! / spread;
      contribution[row] = weight * left * (residual - estimate * left);
      onScore[row] = weight * p * (1 - p) * (2 * estimate * left - residual);
    }
  score.addScores(onScore, contribution);
  return influenceOfRows(wide, estimate, contribution);
}
