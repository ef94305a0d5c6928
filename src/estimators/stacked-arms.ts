import type { Design } from "../design/design.js";
import { type ArmInfluence, armInfluence, type RowContributions } from "../inference/arm-influence.js";
import { withoutRow } from "./leave-one-out.js";
import type { ScoredModel } from "./scored-model.js";

/** What a fitted model's scores add to both arm means, by row. */
export interface ScoreShares {
  readonly treated: Float64Array;
  readonly control: Float64Array;
  /** Leverage of every row in the model. */
  readonly leverage: Float64Array;
}

/** The shares of one model that both means use, from the derivative of each mean by its linear predictor, [rows] each. */
export function scoreShares(
  model: ScoredModel,
  slopes: { readonly treated: Float64Array; readonly control: Float64Array },
): ScoreShares {
  const treated = new Float64Array(slopes.treated.length);
  const control = new Float64Array(slopes.control.length);
  model.addScores(slopes.treated, treated);
  model.addScores(slopes.control, control);
  return { treated, control, leverage: model.leverage() };
}

/** The shares of a model that each mean uses at its own treatment. */
export function scoreSharesByArm(
  model: { at(arm: 0 | 1): ScoredModel },
  slopes: { readonly treated: Float64Array; readonly control: Float64Array },
): ScoreShares {
  const treated = new Float64Array(slopes.treated.length);
  const control = new Float64Array(slopes.control.length);
  model.at(1).addScores(slopes.treated, treated);
  model.at(0).addScores(slopes.control, control);
  return { treated, control, leverage: model.at(0).leverage() };
}

/**
 * Influence of two arm means from what each row contributes itself, [rows] in design order, and the shares of the scores
 * of fitted models, added in their order. A row's removal moves the effect by its own `shift` and, one step, by its
 * shares over 1 - leverage.
 */
export function stackedArms(
  design: Design,
  means: { readonly treated: number; readonly control: number },
  own: RowContributions,
  shares: readonly ScoreShares[],
): ArmInfluence {
  return armInfluence(design, means, (shard, out) => {
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      let treated = own.treated[row]!;
      let control = own.control[row]!;
      let shift = own.shift[row]!;
      for (const share of shares) {
        treated += share.treated[row]!;
        control += share.control[row]!;
        shift += withoutRow(share.treated[row]! - share.control[row]!, share.leverage[row]!);
      }
      out.treated[r] = treated;
      out.control[r] = control;
      out.shift[r] = shift;
    }
  });
}
