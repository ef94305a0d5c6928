import { checkCall, kinds } from "../call-check.js";
import { NotEstimableError } from "../errors.js";
import { type RowClusters, rowClusters } from "./row-clusters.js";

/**
 * Standard error clustered two ways, e.g. by user and by day, from what each row contributes to the estimation error
 * (the estimate's error is about Σ_r c_r): sqrt(Σ_user C² + Σ_day C² - Σ_cell C²), C the sums of c over the rows of a
 * user, a day, a user and day. No small-sample factor.
 * @throws PanelError `cluster.lengths`, `cluster.missing` naming the row; NotEstimableError
 *   `inference.one-cluster` when either way has fewer than two clusters, `inference.two-way-variance` when the result is
 *   not positive, as the difference of sums can be: nothing is put in its place
 * Source: Cameron, Gelbach & Miller (2011), equation 2.4.
 */
export function twoWayError(
  contributions: ArrayLike<number>,
  first: ArrayLike<number> | ArrayLike<string>,
  second: ArrayLike<number> | ArrayLike<string>,
): number {
  checkCall(
    "twoWayError",
    { contributions, first, second },
    {
      contributions: kinds.rows,
      first: kinds.rows,
      second: kinds.rows,
    },
  );
  const rows = contributions.length;
  const one = rowClusters(first, rows);
  const other = rowClusters(second, rows);
  const cell = rowClusters(
    Float64Array.from(one.of, (value, r) => value * other.count + other.of[r]!),
    rows,
  );
  if (one.count < 2 || other.count < 2)
    throw new NotEstimableError(
      "inference.one-cluster",
      `there are ${one.count} and ${other.count} clusters; an error clustered two ways needs at least two each way`,
    );
  const parts = [one, other, cell].map((clusters) => squaredSums(contributions, clusters));
  const variance = parts[0]! + parts[1]! - parts[2]!;
  if (!(variance > 0))
    throw new NotEstimableError(
      "inference.two-way-variance",
      `the two-way variance is ${variance.toPrecision(3)} (${parts
        .map((part) => part.toPrecision(3))
        .join(" + ")
        .replace(
          / \+ (\S+)$/,
          " - $1",
        )}), not positive: too few clusters one way; cluster one way, or use a bootstrap`,
      { first: parts[0], second: parts[1], cell: parts[2] },
    );
  return Math.sqrt(variance);
}

function squaredSums(contributions: ArrayLike<number>, { of, count }: RowClusters): number {
  const sums = new Float64Array(count);
  for (let r = 0; r < of.length; r++) sums[of[r]!] = sums[of[r]!]! + contributions[r]!;
  return sums.reduce((total, value) => total + value * value, 0);
}
