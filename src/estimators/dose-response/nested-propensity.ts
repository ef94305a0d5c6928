import type { Design, DesignShard } from "../../design/design.js";
import { fitLogistic } from "../../models/fit-logistic.js";
import type { GlmRows } from "../../models/glm-rows.js";
import { multiply } from "../../numeric/products.js";
import { designScores } from "../design-scores.js";
import type { PropensityModel } from "../propensity-model.js";
import type { ScoredModel } from "../scored-model.js";
import { type DoseLevels, doseWords } from "./dose-levels.js";

/** One choice between lower levels and higher ones, among the rows of both. */
export interface LevelSplit {
  /** Levels `from` to `at` - 1 against `at` to `to` - 1. */
  readonly from: number;
  readonly at: number;
  readonly to: number;
  /** P(higher | lower or higher, L), [rows]. */
  readonly higher: Float64Array;
  /** 1 when the model's linear predictor rises with the levels, -1 when it falls. */
  readonly sign: 1 | -1;
  readonly addScores: ScoredModel["addScores"];
}

/**
 * Probabilities of ordered levels by nested dichotomies: treated against untreated by the design's own propensity, then
 * halves of each arm's levels against each other by logistic regressions on the same covariates among their rows. The
 * likelihood is a product over the splits, so they are fitted, and stacked, one by one; and the levels of an arm together
 * have the probability that the study gives the arm.
 * Source: Fox (2016), Applied Regression Analysis and GLMs, section 14.2.2.
 * Cost: about twice that of the propensity whatever the number of levels; a multinomial logit costs its square.
 * @throws what `fitLogistic` throws, naming the doses that were compared
 */
export function nestedPropensity(
  design: Design,
  { levels, of, cut }: DoseLevels,
  arms: PropensityModel,
): readonly LevelSplit[] {
  const upperIsTreated = levels.at(-1)!.arm === 1;
  const root: LevelSplit = {
    from: 0,
    at: cut,
    to: levels.length,
    higher: upperIsTreated ? arms.propensity : arms.propensity.map((p) => 1 - p),
    sign: upperIsTreated ? 1 : -1,
    addScores: arms.addScores,
  };
  const within = (from: number, to: number): readonly LevelSplit[] => {
    if (to - from < 2) return [];
    const at = from + Math.floor((to - from) / 2);
    const range = (first: number, end: number) =>
      doseWords({ from: levels[first]!.from, to: levels[end - 1]!.to });
    const model = `model of a dose of ${range(at, to)} against ${range(from, at)}`;
    return [fitSplit(design, of, { from, at, to }, model), ...within(from, at), ...within(at, to)];
  };
  return [root, ...within(0, cut), ...within(cut, levels.length)];
}

function fitSplit(
  design: Design,
  of: Int32Array,
  { from, at, to }: Pick<LevelSplit, "from" | "at" | "to">,
  model: string,
): LevelSplit {
  const takesPart = (row: number) => of[row]! >= from && of[row]! < to;
  const data: GlmRows = {
    model,
    terms: design.terms,
    shards: Array.from(design.shards, ({ rows, firstRow, averaging, covariates }) => ({
      rows,
      covariates,
      response: Float64Array.from({ length: rows }, (_, r) => (of[firstRow + r]! >= at ? 1 : 0)),
      weight: averaging.map((w, r) => (takesPart(firstRow + r) ? w : 0)),
    })),
  };
  const fit = fitLogistic(data);
  const higher = new Float64Array(design.rows);
  for (const shard of design.shards) {
    const own = higher.subarray(shard.firstRow, shard.firstRow + shard.rows);
    multiply(shard.covariates, fit.coefficients, own);
    for (let r = 0; r < shard.rows; r++) own[r] = 1 / (1 + Math.exp(-own[r]!));
  }
  const residual = (shard: DesignShard, out: Float64Array): void => {
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      out[r] = takesPart(row) ? shard.averaging[r]! * ((of[row]! >= at ? 1 : 0) - higher[row]!) : 0;
    }
  };
  return { from, at, to, higher, sign: 1, addScores: designScores(design, { fit, residual }) };
}
