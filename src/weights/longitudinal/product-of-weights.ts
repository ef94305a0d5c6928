import { arrayOf, checkCall, kinds } from "../../call-check.js";
import { PanelError } from "../../errors.js";
import { carriedColumns } from "../carried-columns.js";
import type { FittedWeights } from "../fitted-weights.js";

/**
 * The product of weights of the same rows, such as one scheme's weights of each time of a wide table: w = Π_k w_k. A
 * sensitivity of w counts for w_k times the product of the others, so every model stays stacked.
 * @throws PanelError `weights.product` without weights, for unequal lengths, or for truncated weights (truncate the
 * product, so that the cuts are on record)
 */
export function productOfWeights(factors: readonly FittedWeights[]): FittedWeights {
  checkCall("productOfWeights", { factors }, { factors: arrayOf(kinds.fittedWeights) });
  const rows = factors[0]?.weights.length ?? 0;
  const fault =
    factors.length === 0
      ? "there are no weights"
      : factors.some(({ weights }) => weights.length !== rows)
        ? `weights have ${factors.map(({ weights }) => weights.length).join(", ")} rows`
        : factors.some(({ truncation }) => truncation !== null)
          ? "weights are truncated already; truncate the product"
          : undefined;
  if (fault !== undefined) throw new PanelError("weights.product", `productOfWeights: ${fault}`);
  const weights = new Float64Array(rows).fill(1);
  for (const factor of factors) for (let r = 0; r < rows; r++) weights[r] = weights[r]! * factor.weights[r]!;
  return Object.freeze({
    ...carriedColumns(...factors),
    weights,
    untruncated: weights,
    truncation: null,
    nuisances: Object.freeze(
      factors.flatMap(({ weights: own, nuisances }) =>
        nuisances.map(({ label, addScores }) => ({
          label,
          addScores: (sensitivity: Float64Array, contribution: Float64Array) =>
            addScores(
              sensitivity.map((value, r) => (own[r] === 0 ? 0 : (value * weights[r]!) / own[r]!)),
              contribution,
            ),
        })),
      ),
    ),
    aliased: Object.freeze([...new Set(factors.flatMap(({ aliased }) => aliased))]),
  });
}
