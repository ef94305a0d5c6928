import type { Design } from "../../../design/design.js";
import { CausalError, NotEstimableError } from "../../../errors.js";
import { type ColumnMoments, columnMoments } from "../../../models/column-moments.js";
import { fitLogistic } from "../../../models/fit-logistic.js";
import { treatmentRows } from "../../../models/treatment-rows.js";
import { columnOf } from "../../../numeric/matrix.js";
import { multiply } from "../../../numeric/products.js";
import { type RowCells, rowCells } from "./row-cells.js";
import { sharedDoubles, sharedIntegers } from "./shared-array.js";
import { type UserScores, userScores } from "./user-scores.js";

/** Which chain of models a bootstrap repeats. */
export interface WeightedMsmOptions {
  /** Terms of the numerator model, names of the design, the intercept apart; none for the marginal prevalence. */
  readonly numerator?: readonly string[];
  /** Terms of the marginal structural model beside intercept and treatment; by default those of the numerator. */
  readonly structural?: readonly string[];
  /** Terms of the structural model that modify the effect: products with treatment are added. */
  readonly modifiers?: readonly string[];
  /** Percentiles at which weights are truncated, e.g. [0.01, 0.99]; none by default. */
  readonly truncation?: readonly [number, number];
}

/** The data of the chain, fitted once on the whole sample; plain, in shared memory, so that threads view one copy. */
export interface WeightedMsmPlan {
  readonly users: number;
  readonly rows: number;
  /** "treatment", then "treatment:term" for each modifier. */
  readonly parameters: readonly string[];
  /** First row of each user, [users + 1]. */
  readonly firstRow: Int32Array;
  /** Centred and scaled terms of the propensity model, those not aliased, column-major [rows x columns]. */
  readonly columns: number;
  readonly terms: readonly string[];
  readonly covariates: Float64Array;
  readonly treatment: Uint8Array;
  readonly outcome: Float64Array;
  /** null when every row counts 1. */
  readonly averaging: Float64Array | null;
  /** 2 p - 1 of each row, p the propensity fitted on the whole sample. */
  readonly balance: Float64Array;
  readonly scores: UserScores;
  readonly cells: RowCells;
  /** Which values of a cell enter which model. */
  readonly numerator: readonly number[];
  readonly structural: readonly number[];
  readonly modifiers: readonly number[];
  readonly truncation: readonly [number, number] | null;
}

/**
 * Fits the propensity on the whole sample and lays out what replicates need: one copy of the design, four and a half
 * row vectors, and each user's share of score and information.
 * @throws CausalError `bootstrap.terms` for a term that the design has not, or a modifier that is not structural,
 *   `bootstrap.truncation`; NotEstimableError `bootstrap.numerator-terms` when the numerator has a term that the structural model has
 *   not; what `fitLogistic` throws
 */
export function planWeightedMsm(design: Design, options: WeightedMsmOptions = {}): WeightedMsmPlan {
  const { numerator = [], structural = numerator, modifiers = [], truncation = null } = options;
  checkTerms(design, numerator, structural, modifiers);
  if (truncation !== null && !(truncation[0] >= 0 && truncation[0] < truncation[1] && truncation[1] <= 1))
    throw new CausalError(
      "bootstrap.truncation",
      `truncation is [${truncation.join(", ")}]; expected two shares from 0 to 1, ascending`,
    );
  const data = treatmentRows(design);
  const fit = fitLogistic(data);
  const moments = columnMoments(data);
  const kept = design.terms.flatMap((term, j) => (fit.aliased.includes(term) ? [] : [j]));
  const covariates = standardised(design, moments, kept);
  const balance = sharedDoubles(design.rows);
  const firstRow = sharedIntegers(design.users + 1);
  const treatment = new Uint8Array(new SharedArrayBuffer(design.rows));
  const outcome = sharedDoubles(design.rows);
  const averaging = sharedDoubles(design.rows);
  for (const shard of design.shards) {
    const { firstRow: from, rows } = shard;
    multiply(shard.covariates, fit.coefficients, balance.subarray(from, from + rows));
    treatment.set(shard.treatment.subarray(0, rows), from);
    outcome.set(shard.outcome.subarray(0, rows), from);
    averaging.set(shard.averaging.subarray(0, rows), from);
    for (let r = 0; r < rows; r++) {
      balance[from + r] = Math.tanh(balance[from + r]! / 2);
      firstRow[shard.user[r]! + 1] = firstRow[shard.user[r]! + 1]! + 1;
    }
  }
  for (let i = 0; i < design.users; i++) firstRow[i + 1] = firstRow[i + 1]! + firstRow[i]!;
  const cellTerms = [...new Set([...structural, ...numerator])];
  const place = (term: string) => cellTerms.indexOf(term);
  const common = {
    users: design.users,
    rows: design.rows,
    columns: kept.length,
    terms: kept.map((j) => design.terms[j]!),
    firstRow,
    covariates,
    treatment,
    averaging: averaging.every((weight) => weight === 1) ? null : averaging,
    balance,
  };
  return {
    ...common,
    parameters: ["treatment", ...modifiers.map((term) => `treatment:${term}`)],
    outcome,
    scores: userScores(common),
    cells: rowCells(
      design,
      cellTerms.map((term) => design.terms.indexOf(term)),
    ),
    numerator: numerator.map(place),
    structural: structural.map(place),
    modifiers: modifiers.map(place),
    truncation,
  };
}

function checkTerms(
  design: Design,
  numerator: readonly string[],
  structural: readonly string[],
  modifiers: readonly string[],
): void {
  const known = design.terms.slice(1);
  for (const term of [...numerator, ...structural])
    if (!known.includes(term))
      throw new CausalError(
        "bootstrap.terms",
        `"${term}" is not a term of the design (or is its intercept, which every model has); terms are ${known.join(", ")}`,
      );
  const foreign = modifiers.find((term) => !structural.includes(term));
  if (foreign !== undefined)
    throw new CausalError(
      "bootstrap.terms",
      `"${foreign}" modifies the effect but is not in the structural model; add it to structural`,
    );
  const missing = numerator.find((term) => !structural.includes(term));
  if (missing !== undefined)
    throw new NotEstimableError(
      "bootstrap.numerator-terms",
      `the numerator has "${missing}", the structural model has not: weighted arms would differ in it; add it to structural`,
    );
}

function standardised(design: Design, moments: ColumnMoments, kept: readonly number[]): Float64Array {
  const out = sharedDoubles(design.rows * kept.length);
  for (const { firstRow, rows, covariates } of design.shards)
    kept.forEach((j, k) => {
      const values = columnOf(covariates, j);
      const centre = moments.centre[j]!;
      const factor = 1 / moments.scale[j]!;
      const to = k * design.rows + firstRow;
      for (let r = 0; r < rows; r++) out[to + r] = (values[r]! - centre) * factor;
    });
  return out;
}
