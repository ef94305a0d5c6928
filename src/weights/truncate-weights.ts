import { checkCall, kinds, optional } from "../call-check.js";
import { CausalError } from "../errors.js";
import { quantile } from "../numeric/quantile.js";
import { carriedColumns } from "./carried-columns.js";
import type { FittedWeights } from "./fitted-weights.js";
import { observedQuantile } from "./observed-quantile.js";

/** Where weights are cut: at shares of their own distribution, or at fixed bounds. */
export type TruncationRule =
  | {
      /** Lower and upper share, e.g. [0.01, 0.99]; [0, 0.99] cuts above only. */
      readonly percentiles: readonly [number, number];
      /** How quantiles are defined: 7 interpolates (default), 3 takes an observed weight. */
      readonly quantileType?: 7 | 3;
    }
  | { readonly bounds: readonly [number, number] };

/**
 * Moves weights beyond the cuts to the cuts. Raw weights stay beside, moves are counted, and a moved row no longer depends
 * on the models (the cuts are held fixed). Percentiles are over the rows with positive weight, all arms together,
 * each row once whatever its sampling weight.
 * @param sampling  sampling weights already inside the weights: cuts are on weights without them
 * @throws CausalError `weights.truncation` for shares outside [0, 1], bounds out of order, or weights already truncated
 * Source: Cole & Hernán (2008). Checked against WeightIt's `trim` (quantile type 3) and ipw (type 7).
 */
export function truncateWeights(
  fitted: FittedWeights,
  rule: TruncationRule,
  sampling?: Float64Array,
): FittedWeights {
  checkCall(
    "truncateWeights",
    { fitted, rule, sampling },
    {
      fitted: kinds.fittedWeights,
      rule: kinds.object,
      sampling: optional(kinds.rows),
    },
  );
  if (fitted.truncation !== null)
    throw new CausalError("weights.truncation", "these weights are truncated already; truncate the raw ones");
  const per = (r: number) => fitted.weights[r]! / (sampling?.[r] ?? 1);
  const positive = Float64Array.from(
    Array.from(fitted.weights.keys()).filter((r) => fitted.weights[r]! > 0),
    per,
  );
  const [lower, upper] = cuts(positive, rule);
  const moved = new Uint8Array(fitted.weights.length);
  let movedUp = 0;
  let movedDown = 0;
  const weights = fitted.weights.map((w, r) => {
    if (w === 0) return w;
    const own = per(r);
    if (own >= lower && own <= upper) return w;
    moved[r] = 1;
    if (own < lower) movedUp += 1;
    else movedDown += 1;
    return (own < lower ? lower : upper) * (sampling?.[r] ?? 1);
  });
  return Object.freeze({
    ...carriedColumns(fitted),
    aliased: fitted.aliased,
    weights,
    untruncated: fitted.weights,
    truncation: Object.freeze({ lower, upper, movedUp, movedDown }),
    nuisances: Object.freeze(
      fitted.nuisances.map((nuisance) => ({
        label: nuisance.label,
        addScores(sensitivity: Float64Array, contribution: Float64Array) {
          nuisance.addScores(
            sensitivity.map((value, r) => (moved[r] === 1 ? 0 : value)),
            contribution,
          );
        },
      })),
    ),
  });
}

function cuts(weights: Float64Array, rule: TruncationRule): readonly [number, number] {
  const given = "bounds" in rule ? rule.bounds : rule.percentiles;
  const pair = {
    expected: "two numbers, as in { percentiles: [0.01, 0.99] } or { bounds: [0, 10] }",
    holds: kinds.array.holds,
  };
  checkCall("truncation", { cuts: given }, { cuts: pair });
  const [low, high] = given;
  const most = "bounds" in rule ? Number.POSITIVE_INFINITY : 1;
  if (!(low >= 0 && low < high && high <= most))
    throw new CausalError(
      "weights.truncation",
      `truncation at ${low} and ${high}; expected two numbers in order, ${"bounds" in rule ? "at least 0" : "shares from 0 to 1"}`,
      { lower: low, upper: high },
    );
  if ("bounds" in rule) return [low, high];
  const type = rule.quantileType ?? 7;
  if (type !== 7 && type !== 3)
    throw new CausalError("weights.truncation", `quantileType is ${type}; expected 7 or 3`);
  const at = type === 7 ? quantile : observedQuantile;
  return [at(weights, low), at(weights, high)];
}
