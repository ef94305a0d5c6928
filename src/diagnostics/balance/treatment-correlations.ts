import { checkCall, kinds } from "../../call-check.js";
import { CausalError, NotEstimableError } from "../../errors.js";
import type { Diagnostic } from "../diagnostic.js";
import { checkedWeights } from "./compared-arms.js";
import { type CovariateColumn, type Covariates, covariateColumns } from "./covariates.js";
import { type BinaryVariance, groupMoments } from "./group-moments.js";

export const treatmentCorrelationRecord: Diagnostic = {
  name: "treatmentCorrelation",
  label: "Correlation with the treatment",
  unit: "correlation",
  worse: "above",
  warn: 0.1,
  fail: null,
  source:
    "Zhu, Coffman & Ghosh (2015), Journal of Causal Inference 3: 0.1 is the customary limit for treatments of many values",
  sentence: "Correlation of a covariate with a treatment of many values.",
};

/** A line of a tidy table. */
export interface TreatmentCorrelation {
  readonly covariate: string;
  readonly sample: "unweighted" | "weighted";
  /** 0 for a covariate that is constant. */
  readonly correlation: number;
}

/**
 * Balance for a treatment of many values: the correlation of each covariate with it, before and (with weights) after
 * weighting. The weighted one is the weighted covariance over the standard deviations before weighting (`all`), one unit
 * for both samples, as of standardised differences, so that it can exceed 1; or over the weighted ones (`weighted`).
 * @throws CausalError `diagnostics.*` as `balanceTable`; NotEstimableError `diagnostics.constant-treatment`
 * Source: Zhu, Coffman & Ghosh (2015); Austin (2019), Statistical Methods in Medical Research 28. Checked against
 * ../shared/reference/lalonde (continuous.re75).
 */
export function treatmentCorrelations(spec: {
  readonly treatment: ArrayLike<number>;
  readonly covariates: Covariates;
  readonly weights?: ArrayLike<number>;
  /** Default `all`. */
  readonly denominator?: "all" | "weighted";
  /** Default `n-1`. */
  readonly binaryVariance?: BinaryVariance;
}): readonly TreatmentCorrelation[] {
  checkCall("treatmentCorrelations", spec, { treatment: kinds.rows, covariates: kinds.columns });
  const { denominator = "all", binaryVariance = "n-1" } = spec;
  const rows = spec.treatment.length;
  const [treatment] = covariateColumns({ treatment: spec.treatment }, rows);
  const columns = covariateColumns(spec.covariates, rows);
  const ones = new Float64Array(rows).fill(1);
  const weights = checkedWeights(spec.weights, rows);
  if (weights.filter((w) => w > 0).length < 2)
    throw new CausalError("diagnostics.weight", "fewer than two rows have weight; a correlation needs two");
  const deviation = ({ values, binary }: CovariateColumn, by: Float64Array) =>
    Math.sqrt(
      groupMoments(values, new Uint8Array(rows), by, 1, binary ? binaryVariance : "n-1")[0]!.variance,
    );
  const samples =
    spec.weights === undefined
      ? [{ sample: "unweighted", by: ones, unit: ones } as const]
      : [
          { sample: "unweighted", by: ones, unit: ones } as const,
          { sample: "weighted", by: weights, unit: denominator === "all" ? ones : weights } as const,
        ];
  return columns.flatMap((column) =>
    samples.map(({ sample, by, unit }) => {
      const own = deviation(treatment!, unit);
      if (own === 0)
        throw new NotEstimableError(
          "diagnostics.constant-treatment",
          `the treatment is the same in every row with weight (${sample}), so nothing can correlate with it`,
        );
      const spread = deviation(column, unit);
      const correlation =
        spread === 0 ? 0 : covariance(column.values, treatment!.values, by) / (own * spread);
      return { covariate: column.name, sample, correlation };
    }),
  );
}

/** Σ w (x - mx)(y - my) · Σ w / ((Σ w)² - Σ w²). */
function covariance(x: Float64Array, y: Float64Array, w: Float64Array): number {
  let [sum, squares, mx, my, product] = [0, 0, 0, 0, 0];
  for (let row = 0; row < w.length; row++) {
    sum += w[row]!;
    squares += w[row]! ** 2;
    mx += w[row]! * x[row]!;
    my += w[row]! * y[row]!;
  }
  mx /= sum;
  my /= sum;
  for (let row = 0; row < w.length; row++) product += w[row]! * (x[row]! - mx) * (y[row]! - my);
  return (product * sum) / (sum * sum - squares);
}
