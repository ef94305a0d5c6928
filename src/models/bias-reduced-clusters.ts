import { Matrix as Dense, EigenvalueDecomposition } from "ml-matrix";
import { NotEstimableError } from "../errors.js";
import type { GlmRecord } from "./glm-record.js";

/** Covariance, column-major [terms x terms], and Satterthwaite degrees of freedom of each coefficient. */
export interface BiasReducedCovariance {
  readonly covariance: Float64Array;
  readonly degrees: readonly number[];
}

/** Directions of a cluster's residuals that the fit leaves no room below this eigenvalue are left out. */
const noRoom = 1e-10;

/**
 * CR2: the clustered covariance with each cluster's residuals multiplied by A_g = ((I - H)_g (I - H)_g')^(-1/2), H the hat
 * matrix, so that it is unbiased when errors are independent with one variance; degrees of freedom of a coefficient by
 * matching the first two moments of its variance under that same model, (Σ λ)² / Σ λ². A gaussian model keeps its prior
 * weights w as sampling weights: H = X (X'WX)⁻¹ X'W. Other families are treated on the scale of their working residuals
 * divided by their standard deviation. Cost Σ_g n_g³ + G² p²: meant for few clusters (below about 50).
 * @param inverse (X'WX)⁻¹, column-major; @param group cluster of each row, 0 to count - 1
 * @throws NotEstimableError `sandwich.leverage` naming a coefficient for which the clusters leave no error
 * Source: Bell & McCaffrey (2002); Pustejovsky & Tipton (2018), equations 6-12. Checked against a dense computation by
 * definition, HC2 (clusters of one row), and Welch's degrees of freedom.
 */
export function biasReducedClusters(
  fit: GlmRecord,
  inverse: Float64Array,
  group: Int32Array,
  count: number,
): BiasReducedCovariance {
  const p = fit.coefficients.length;
  const { rows, values } = fit.design;
  const gaussian = fit.family === "gaussian";
  const members: number[][] = Array.from({ length: count }, () => []);
  for (let r = 0; r < rows; r++) if (fit.weights[r]! > 0) members[group[r]!]!.push(r);
  const bread = new Dense(p, p);
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) bread.set(j, k, inverse[j * p + k]!);
  const rootOf = (r: number) => (gaussian ? 1 : Math.sqrt(fit.workingWeights[r]!));
  const weightOf = (r: number) => (gaussian ? fit.weights[r]! : 1);
  const designOf = (own: readonly number[]) =>
    new Dense(own.map((r) => Array.from({ length: p }, (_, j) => values[j * rows + r]! * rootOf(r))));

  const squared = Dense.zeros(p, p);
  for (const own of members) {
    const x = designOf(own);
    const wx = scaledRows(x, own.map(weightOf));
    squared.add(wx.transpose().mmul(wx));
  }
  const spread = bread.mmul(squared).mmul(bread);
  const scores: Dense[] = [];
  const clusters = members.map((own) => {
    const x = designOf(own);
    const w = own.map(weightOf);
    const wx = scaledRows(x, w);
    const hat = x.mmul(bread).mmul(wx.transpose());
    const room = Dense.eye(own.length).sub(hat).sub(hat.transpose()).add(x.mmul(spread).mmul(x.transpose()));
    const adjust = inverseRoot(room);
    const residual = Dense.columnVector(own.map((r) => fit.scores[r]! / (weightOf(r) * rootOf(r))));
    const toCoefficients = adjust.mmul(wx).mmul(bread);
    scores.push(toCoefficients.transpose().mmul(residual));
    return { x, wx, toCoefficients };
  });

  const covariance = new Float64Array(p * p);
  for (const score of scores)
    for (let j = 0; j < p; j++)
      for (let k = 0; k < p; k++)
        covariance[j * p + k] = covariance[j * p + k]! + score.get(j, 0) * score.get(k, 0);
  const degrees = Array.from({ length: p }, (_, k) => {
    const parts = clusters.map(({ x, wx, toCoefficients }) => {
      const s = toCoefficients.getColumnVector(k);
      return {
        own: s.dot(s),
        plain: x.transpose().mmul(s),
        weighted: bread.mmul(wx.transpose().mmul(s)),
      };
    });
    const spreads = parts.map(({ plain }) => spread.mmul(plain));
    let trace = 0;
    let squares = 0;
    parts.forEach((one, g) => {
      parts.forEach((other, h) => {
        const value =
          (g === h ? one.own : 0) -
          one.plain.dot(other.weighted) -
          one.weighted.dot(other.plain) +
          one.plain.dot(spreads[h]!);
        if (g === h) trace += value;
        squares += value * value;
      });
    });
    if (!(squares > 0))
      throw new NotEstimableError(
        "sandwich.leverage",
        `the clusters leave no error for "${fit.coefficients[k]!.term}": CR2 does not exist; leave the term out`,
        { term: fit.coefficients[k]!.term },
      );
    return (trace * trace) / squares;
  });
  return { covariance, degrees };
}

function scaledRows(x: Dense, factors: readonly number[]): Dense {
  const out = x.clone();
  factors.forEach((factor, r) => {
    out.mulRow(r, factor);
  });
  return out;
}

/** The symmetric inverse square root over the directions with room. */
function inverseRoot(matrix: Dense): Dense {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  const scaled = eigenvectorMatrix.clone();
  realEigenvalues.forEach((value, k) => {
    scaled.mulColumn(k, value > noRoom ? 1 / Math.sqrt(value) : 0);
  });
  return scaled.mmul(eigenvectorMatrix.transpose());
}
