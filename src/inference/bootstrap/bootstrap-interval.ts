import { checkCall, kinds } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { normalCdf, normalQuantile } from "../../numeric/normal-distribution.js";
import type { Interval } from "../../results/interval.js";
import type { ClusterBootstrap } from "./cluster-bootstrap.js";

export interface BootstrapIntervalOptions {
  /** "percentile" (default), "basic" (2θ̂ minus the percentiles, swapped) or "bca" (bias-corrected and accelerated). */
  readonly kind?: "percentile" | "basic" | "bca";
  /** Default 0.95. */
  readonly level?: number;
  /** Needed by "bca": from `clusterJackknife` (exact) or `influenceAcceleration`. */
  readonly acceleration?: number;
}

/**
 * Interval of one parameter from its replicates. Percentiles are order statistics at (B + 1) · share, interpolated
 * linearly. BCa shifts the shares by z0, the normal quantile of the share of replicates below the estimate (ties count
 * half), and the acceleration a: Φ(z0 + (z0 + z) / (1 - a (z0 + z))).
 * @param parameter name or index
 * @throws CausalError `inference.level`, `bootstrap.parameter`, `bootstrap.acceleration`, and
 *   `bootstrap.few-replicates` when a share lies outside the order statistics there are, saying how many would do
 * Source: Davison & Hinkley (1997), sections 5.2 and 5.3; Efron (1987).
 */
export function bootstrapInterval(
  bootstrap: ClusterBootstrap,
  parameter: string | number,
  options: BootstrapIntervalOptions = {},
): Interval {
  checkCall(
    "bootstrapInterval",
    { bootstrap, options },
    { bootstrap: kinds.bootstrap, options: kinds.object },
  );
  const { kind = "percentile", level = 0.95, acceleration } = options;
  if (!(level > 0 && level < 1))
    throw new CausalError("inference.level", `level is ${level}; expected a number between 0 and 1`, {
      level,
    });
  const k = typeof parameter === "number" ? parameter : bootstrap.parameters.indexOf(parameter);
  const replicates = bootstrap.replicates[k];
  if (replicates === undefined)
    throw new CausalError(
      "bootstrap.parameter",
      `"${parameter}" is not a parameter; parameters are ${bootstrap.parameters.join(", ")}`,
    );
  const estimate = bootstrap.estimates[k]!;
  const sorted = replicates.slice().sort();
  const tail = (1 - level) / 2;
  let shares: readonly [number, number] = [tail, 1 - tail];
  if (kind === "bca") shares = bcaShares(sorted, estimate, shares, acceleration);
  const [low, high] = [orderStatistic(sorted, shares[0]), orderStatistic(sorted, shares[1])];
  const failed = bootstrap.failures.length;
  return {
    lower: kind === "basic" ? 2 * estimate - high : low,
    upper: kind === "basic" ? 2 * estimate - low : high,
    level,
    method: `${kind === "bca" ? "BCa" : kind}, cluster bootstrap by user, ${sorted.length} replicates${failed > 0 ? ` (${failed} more had no estimate)` : ""}, seed ${bootstrap.seed}`,
  };
}

function bcaShares(
  sorted: Float64Array,
  estimate: number,
  shares: readonly [number, number],
  acceleration: number | undefined,
): readonly [number, number] {
  if (acceleration === undefined || !Number.isFinite(acceleration))
    throw new CausalError(
      "bootstrap.acceleration",
      `a BCa interval needs the acceleration, found ${acceleration}; take it from clusterJackknife or influenceAcceleration`,
    );
  if (sorted[0] === sorted.at(-1) && sorted[0] === estimate) return shares;
  let below = 0;
  for (const value of sorted) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  const bias = normalQuantile(below / sorted.length);
  if (!Number.isFinite(bias)) throw tooFew(sorted.length, below === 0 ? 0 : 1);
  const shifted = (share: number) => {
    const z = bias + normalQuantile(share);
    const stretch = 1 - acceleration * z;
    if (!(stretch > 0)) throw tooFew(sorted.length, z > 0 ? 1 : 0);
    return normalCdf(bias + z / stretch);
  };
  return [shifted(shares[0]), shifted(shares[1])];
}

function orderStatistic(sorted: Float64Array, share: number): number {
  const position = (sorted.length + 1) * share;
  // (B + 1) · share may miss a whole number by rounding
  const at = Math.abs(position - Math.round(position)) < 1e-9 ? Math.round(position) : position;
  const rank = Math.floor(at);
  if (rank < 1 || at > sorted.length) throw tooFew(sorted.length, share);
  const low = sorted[rank - 1]!;
  return at === rank ? low : low + (at - rank) * (sorted[rank]! - low);
}

function tooFew(replicates: number, share: number): CausalError {
  const tail = Math.min(share, 1 - share);
  const needed = tail > 0 ? ` at least ${Math.ceil(1 / tail - 1 - 1e-9)} replicates would do,` : "";
  return new CausalError(
    "bootstrap.few-replicates",
    `${replicates} replicates have no order statistic at share ${share.toPrecision(3)};${needed} or use a lower level`,
    { replicates, share },
  );
}
