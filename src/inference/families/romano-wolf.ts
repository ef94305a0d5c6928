import { arrayOf, checkCall, kinds, optional } from "../../call-check.js";
import { CausalError, refuseUnknownOptions } from "../../errors.js";
import type { Random } from "../../numeric/random.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { requireSamePanel } from "../same-panel.js";
import { standardError } from "../standard-error.js";

export interface RomanoWolfOptions {
  readonly random: Random;
  /** Multiplier draws; default 2,000. The least p-value there can be is 1 / (draws + 1). */
  readonly draws?: number;
  /** Hypothesised values, one an estimate; 0 for each by default. */
  readonly nulls?: readonly number[];
}

/**
 * Adjusted two-sided p-values of a family of estimates of one panel that hold the family-wise error rate, using how the
 * estimates move together: step down from the largest |t|; at each step the p-value is the share of multiplier draws
 * (±1 by user) whose largest |Σ ξ_i φ_ki| / (n SE_k) over the hypotheses that are left reaches it, never below that of
 * the step before. Estimates may be about different rows, as treatment definitions or segments are.
 * @returns p-values in the order of the estimates; (1 + count) / (1 + draws)
 * @throws CausalError `families.option`, `inference.draws`, `families.nulls`; NotEstimableError `inference.samples-differ`,
 *   `inference.one-cluster`, and CausalError `families.no-error` for an estimate that does not vary
 * Source: Romano & Wolf (2005, 2016), algorithm 4.1 and equation 3; multipliers as in Chernozhukov et al. (2013).
 */
export function romanoWolf(
  estimates: readonly InfluenceEstimate[],
  options: RomanoWolfOptions,
): readonly number[] {
  checkCall("romanoWolf", { estimates }, { estimates: arrayOf(kinds.estimate) });
  refuseUnknownOptions("families", options, ["random", "draws", "nulls"]);
  checkCall("romanoWolf", options, { random: kinds.random, nulls: optional(kinds.array) });
  const { random, draws = 2000, nulls = estimates.map(() => 0) } = options;
  if (!(Number.isInteger(draws) && draws >= 100))
    throw new CausalError("inference.draws", `draws is ${draws}; expected a whole number of at least 100`);
  if (nulls.length !== estimates.length || !nulls.every(Number.isFinite))
    throw new CausalError(
      "families.nulls",
      `nulls are [${nulls.join(", ")}]; expected ${estimates.length} finite numbers, one an estimate`,
    );
  requireSamePanel(estimates, false);
  const errors = estimates.map(standardError);
  const still = errors.findIndex((error) => !(error > 0));
  if (still >= 0)
    throw new CausalError(
      "families.no-error",
      `estimate ${still} has standard error 0; leave it out of the family`,
    );
  const statistic = estimates.map(({ estimate }, k) => Math.abs((estimate - nulls[k]!) / errors[k]!));
  const order = estimates.map((_, k) => k).sort((a, b) => statistic[b]! - statistic[a]! || a - b);
  const reached = new Array<number>(estimates.length).fill(0);
  const users = estimates[0]?.influence.length ?? 0;
  const multiplier = new Float64Array(users);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < users; i++) multiplier[i] = random.uniform() < 0.5 ? -1 : 1;
    let largest = 0;
    for (let step = order.length - 1; step >= 0; step--) {
      const k = order[step]!;
      const { influence } = estimates[k]!;
      let sum = 0;
      for (let i = 0; i < users; i++) sum += multiplier[i]! * influence[i]!;
      largest = Math.max(largest, Math.abs(sum) / (users * errors[k]!));
      if (largest >= statistic[k]!) reached[k] = reached[k]! + 1;
    }
  }
  const adjusted = new Array<number>(estimates.length);
  let most = 0;
  for (const k of order) {
    most = Math.max(most, (1 + reached[k]!) / (1 + draws));
    adjusted[k] = most;
  }
  return adjusted;
}
