import type { Design } from "../../../design/design.js";
import { CausalError, NotEstimableError } from "../../../errors.js";
import { columnMoments } from "../../../models/column-moments.js";
import { fitLogistic } from "../../../models/fit-logistic.js";
import { treatmentRows } from "../../../models/treatment-rows.js";
import type { ClusterRows } from "../../../numeric/simd/cluster-arithmetic.js";
import { clusterKernel } from "../../../numeric/simd/cluster-kernel.js";
import { layOutRows } from "./lay-out-rows.js";
import { planMemory } from "./plan-memory.js";
import { type RowCells, rowCells } from "./row-cells.js";
import type { SharedSpace } from "./shared-space.js";
import { thirdDerivatives } from "./third-derivatives.js";
import type { UserScores } from "./user-scores.js";

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
  /** Names of the terms of the propensity model, those not aliased: the columns of `clusters`. */
  readonly terms: readonly string[];
  /**
   * Rows by user: terms centred and scaled, with their sign turned where the row is treated; odds against the arm that
   * the row received at the propensity of the whole sample; group 2 cell + treatment; weight of the row in the average.
   */
  readonly clusters: ClusterRows;
  readonly scores: UserScores;
  /** From `thirdDerivatives`. */
  readonly thirdDerivatives: Float64Array | null;
  readonly cells: RowCells;
  /** Which values of a cell enter which model. */
  readonly numerator: readonly number[];
  readonly structural: readonly number[];
  readonly modifiers: readonly number[];
  readonly truncation: readonly [number, number] | null;
  /** Holds the arrays of `clusters` and `scores`, and scratch of threads. */
  readonly space: SharedSpace;
}

/**
 * Fits the propensity on the whole sample and lays out what replicates need: one copy of the design, two and a
 * half row vectors (one more where rows weigh differently), and each user's share of score and information.
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
  const cellTerms = [...new Set([...structural, ...numerator])];
  const place = (term: string) => cellTerms.indexOf(term);
  const { cells, ofRow } = rowCells(
    design,
    cellTerms.map((term) => design.terms.indexOf(term)),
  );
  const { space, clusters, scores, buffer } = planMemory(design, kept.length, 2 * cells.count);
  layOutRows(design, clusters, { moments, kept, coefficients: fit.coefficients, ofRow });
  clusterKernel(space.memory)(buffer).clusterScores(clusters, scores.gradient, scores.information);
  return {
    users: design.users,
    rows: design.rows,
    parameters: ["treatment", ...modifiers.map((term) => `treatment:${term}`)],
    terms: kept.map((j) => design.terms[j]!),
    clusters,
    scores,
    thirdDerivatives: thirdDerivatives(clusters),
    cells,
    numerator: numerator.map(place),
    structural: structural.map(place),
    modifiers: modifiers.map(place),
    truncation,
    space,
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
