import { checkCall, kinds } from "../call-check.js";
import type { Design } from "../design/design.js";
import { refuseMissingOutcomes } from "../design/refuse-missing-outcomes.js";
import { NotEstimableError } from "../errors.js";
import { outcomeRowsWithTreatment } from "../estimators/outcome-rows-with-treatment.js";
import { factorise, solve } from "../numeric/cholesky.js";

/** A linear regression of the outcome on treatment and covariates, kept so that terms can be left out at no cost. */
export interface CompanionFit {
  /** Coefficient of treatment with the design's own terms. */
  readonly estimate: number;
  /** Standard error clustered by user, HC0 with G / (G - 1). */
  readonly standardError: number;
  /** Users with a row. */
  readonly clusters: number;
  /** Classical error, and the degrees of freedom it is judged by: rows minus coefficients. */
  readonly classicalError: number;
  readonly degrees: number;
  /** Coefficient of treatment without some terms. */
  without(terms: readonly string[]): number;
  /** Shares of variance that the terms explain of what the others leave over. */
  partialR2(terms: readonly string[]): { readonly ofTreatment: number; readonly ofOutcome: number };
}

/**
 * The partially linear companion: least squares of the outcome on an intercept, the covariates and treatment, weighted by
 * averaging. One pass forms the cross products of standardised columns; every regression with fewer terms is solved from
 * them. Partial R² of a group of terms Z: of treatment given the other covariates, 1 - RSS(A | X, Z) / RSS(A | X), and of the outcome
 * given those and treatment, 1 - RSS(Y | A, X, Z) / RSS(Y | A, X).
 * @throws NotEstimableError `companion.no-treatment` when the covariates determine treatment or leave no degree of freedom
 * Source: Robinson (1988); Cinelli & Hazlett (2020), section 3. Checked against: R's `lm` and sensemakr's darfur rows
 * (test/reference/sensitivity.test.ts).
 */
export function companionFit(design: Design): CompanionFit {
  checkCall("companionFit", { design }, { design: kinds.design });
  refuseMissingOutcomes(design);
  const { names, gram, outcome, scale, rows } = crossProducts(design);
  const p = names.length;
  const treatment = p - 1;
  const all = names.map((_, j) => j);
  const regress = (columns: readonly number[], target: Float64Array, square: number) => {
    const size = columns.length;
    const part = new Float64Array(size * size);
    columns.forEach((j, a) => {
      columns.forEach((i, b) => {
        part[a * size + b] = gram[j * p + i]!;
      });
    });
    const moment = Float64Array.from(columns, (j) => target[j]!);
    const factor = factorise(part, size);
    const beta = solve(factor, moment);
    const explained = beta.reduce((sum, value, k) => sum + value * moment[k]!, 0);
    return { beta, factor, rss: Math.max(square - explained, 0) };
  };
  const ofTreatment = Float64Array.from(all, (j) => gram[j * p + treatment]!);
  const full = regress(all, outcome.moments, outcome.square);
  const used = p - full.factor.aliased.length;
  if (full.factor.aliased.includes(treatment) || rows <= used)
    throw new NotEstimableError(
      "companion.no-treatment",
      `the linear companion has no coefficient of treatment: the covariates determine it, or ${rows} rows are too few for ${used} coefficients`,
      { rows, terms: p },
    );
  const covariatesOnly = all.slice(0, treatment);
  const residualTreatment = regress(covariatesOnly, ofTreatment, gram[treatment * p + treatment]!).rss;
  const degrees = rows - used;
  const remaining = (left: readonly string[]) =>
    all.filter((j) => j === 0 || j === treatment || !left.includes(names[j]!));
  const { standardError, clusters } = clusterErrorOf(design, {
    beta: full.beta,
    direction: solve(
      full.factor,
      Float64Array.from(all, (j) => (j === treatment ? 1 : 0)),
    ),
    scale,
  });
  return {
    estimate: full.beta[treatment]! / scale.deviation[treatment]!,
    standardError,
    clusters,
    classicalError: Math.sqrt(full.rss / degrees / residualTreatment) / scale.deviation[treatment]!,
    degrees,
    without(terms) {
      const { beta } = regress(remaining(terms), outcome.moments, outcome.square);
      return beta.at(-1)! / scale.deviation[treatment]!;
    },
    partialR2(terms) {
      const kept = remaining(terms);
      const without = kept.slice(0, -1);
      const treatmentLeft = regress(without, ofTreatment, gram[treatment * p + treatment]!).rss;
      const outcomeLeft = regress(kept, outcome.moments, outcome.square).rss;
      return {
        ofTreatment: shareOf(treatmentLeft, residualTreatment),
        ofOutcome: shareOf(outcomeLeft, full.rss),
      };
    },
  };
}

const shareOf = (left: number, leftOver: number): number =>
  left === 0 ? 0 : Math.min(Math.max((left - leftOver) / left, 0), 1);

/** Centre and deviation of each column; the outcome is centred as well. */
interface Scale {
  readonly centre: Float64Array;
  readonly deviation: Float64Array;
  readonly outcome: number;
}

function crossProducts(design: Design) {
  const { terms: names, shards } = outcomeRowsWithTreatment(design);
  const p = names.length;
  const centre = new Float64Array(p);
  const deviation = new Float64Array(p).fill(1);
  let weight = 0;
  let outcomeCentre = 0;
  for (const { rows, covariates, response, weight: w } of shards)
    for (let r = 0; r < rows; r++) {
      weight += w[r]!;
      outcomeCentre += w[r]! * response[r]!;
      for (let j = 1; j < p; j++) centre[j] = centre[j]! + w[r]! * covariates.values[j * rows + r]!;
    }
  outcomeCentre /= weight;
  for (let j = 1; j < p; j++) centre[j] = centre[j]! / weight;
  const squares = new Float64Array(p);
  for (const { rows, covariates, weight: w } of shards)
    for (let j = 1; j < p; j++)
      for (let r = 0; r < rows; r++)
        squares[j] = squares[j]! + w[r]! * (covariates.values[j * rows + r]! - centre[j]!) ** 2;
  for (let j = 1; j < p; j++) if (squares[j]! > 0) deviation[j] = Math.sqrt(squares[j]! / weight);

  const gram = new Float64Array(p * p);
  const moments = new Float64Array(p);
  let square = 0;
  const z = new Float64Array(p);
  for (const { rows, covariates, response, weight: w } of shards)
    for (let r = 0; r < rows; r++) {
      const y = response[r]! - outcomeCentre;
      square += w[r]! * y * y;
      z[0] = 1;
      for (let j = 1; j < p; j++) z[j] = (covariates.values[j * rows + r]! - centre[j]!) / deviation[j]!;
      for (let j = 0; j < p; j++) {
        const wz = w[r]! * z[j]!;
        moments[j] = moments[j]! + wz * y;
        for (let i = j; i < p; i++) gram[j * p + i] = gram[j * p + i]! + wz * z[i]!;
      }
    }
  for (let j = 0; j < p; j++) for (let i = 0; i < j; i++) gram[j * p + i] = gram[i * p + j]!;
  const scale: Scale = { centre, deviation, outcome: outcomeCentre };
  return { names, gram, outcome: { moments, square }, scale, rows: design.rows };
}

/** HC0 sandwich of one coefficient clustered by user, times G / (G - 1). */
function clusterErrorOf(
  design: Design,
  solved: { readonly beta: Float64Array; readonly direction: Float64Array; readonly scale: Scale },
): { readonly standardError: number; readonly clusters: number } {
  const { beta, direction, scale } = solved;
  const p = beta.length;
  const sums = new Float64Array(design.users);
  const seen = new Uint8Array(design.users);
  const users = Array.from(design.shards, ({ user }) => user);
  let index = 0;
  for (const { rows, covariates, response, weight } of outcomeRowsWithTreatment(design).shards) {
    const user = users[index++]!;
    for (let r = 0; r < rows; r++) {
      let fitted = beta[0]!;
      let along = direction[0]!;
      for (let j = 1; j < p; j++) {
        const z = (covariates.values[j * rows + r]! - scale.centre[j]!) / scale.deviation[j]!;
        fitted += beta[j]! * z;
        along += direction[j]! * z;
      }
      const i = user[r]!;
      seen[i] = 1;
      sums[i] = sums[i]! + weight[r]! * (response[r]! - scale.outcome - fitted) * along;
    }
  }
  const clusters = seen.reduce((count, value) => count + value, 0);
  const meat = sums.reduce((sum, value) => sum + value * value, 0);
  return {
    standardError: Math.sqrt((meat * clusters) / (clusters - 1)) / scale.deviation[p - 1]!,
    clusters,
  };
}
