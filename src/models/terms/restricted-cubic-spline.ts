import { CausalError } from "../../errors.js";
import { quantile } from "../../numeric/quantile.js";

/** Quantiles at which 3 to 7 knots stand (Harrell 2015, Regression Modeling Strategies, table 2.3). */
const harrellShares: Readonly<Record<number, readonly number[]>> = {
  3: [0.1, 0.5, 0.9],
  4: [0.05, 0.35, 0.65, 0.95],
  5: [0.05, 0.275, 0.5, 0.725, 0.95],
  6: [0.05, 0.23, 0.41, 0.59, 0.77, 0.95],
  7: [0.025, 0.1833, 0.3417, 0.5, 0.6583, 0.8167, 0.975],
};

/**
 * The knots of a restricted cubic spline: those given, or Harrell's quantiles (type 7) of the values.
 * @throws CausalError `spline.knots` unless there are 3 or more, ascending and distinct (3 to 7 when counted)
 */
export function harrellKnots(
  values: ArrayLike<number>,
  knots: number | readonly number[],
): readonly number[] {
  const shares = typeof knots === "number" ? harrellShares[knots] : undefined;
  if (typeof knots === "number" && shares === undefined)
    throw new CausalError(
      "spline.knots",
      `${knots} knots asked for; expected 3 to 7, or a list of positions`,
    );
  const at = typeof knots === "number" ? shares!.map((share) => quantile(values, share)) : knots;
  if (at.length < 3 || at.some((knot, k) => !Number.isFinite(knot) || (k > 0 && knot <= at[k - 1]!)))
    throw new CausalError(
      "spline.knots",
      `knots at ${at.join(", ")}; expected 3 or more, finite, ascending and distinct (fewer knots, or knots by hand, where values tie)`,
      { knots: at },
    );
  return at;
}

/**
 * The columns of the spline at x beyond x itself, K - 2 for K knots t: with c(u) = max(u, 0)³,
 * [c(x - t_j) - c(x - t_{K-1}) (t_K - t_j) / (t_K - t_{K-1}) + c(x - t_K) (t_{K-1} - t_j) / (t_K - t_{K-1})] / (t_K - t_1)².
 * Source: Harrell (2015), equation 2.25 and the norm of `rms::rcs`.
 */
export function restrictedCubicColumns(values: ArrayLike<number>, knots: readonly number[]): Float64Array[] {
  const last = knots.at(-1)!;
  const previous = knots.at(-2)!;
  const norm = (last - knots[0]!) ** 2;
  const cube = (u: number) => (u > 0 ? u * u * u : 0);
  return knots
    .slice(0, -2)
    .map((knot) =>
      Float64Array.from(
        values,
        (x) =>
          (cube(x - knot) -
            (cube(x - previous) * (last - knot)) / (last - previous) +
            (cube(x - last) * (previous - knot)) / (last - previous)) /
          norm,
      ),
    );
}
