import { checkCall, kinds } from "../../../call-check.js";
import type { Design } from "../../../design/design.js";
import { refuseMissingOutcomes } from "../../../design/refuse-missing-outcomes.js";
import { CausalError, NotEstimableError } from "../../../errors.js";
import { columnMoments } from "../../../models/column-moments.js";
import { fitLogistic } from "../../../models/fit-logistic.js";
import { toStandardScale } from "../../../models/standardised-solution.js";
import { treatmentRows } from "../../../models/treatment-rows.js";
import { clusterKernel } from "../../../numeric/simd/cluster-kernel.js";
import type { LaidOutPlan } from "./laid-out-plan.js";
import { layOutRows } from "./lay-out-rows.js";
import { planMemory } from "./plan-memory.js";
import { withScratch } from "./replicate-scratch.js";
import { rowCells } from "./row-cells.js";
import { thirdDerivatives } from "./third-derivatives.js";
import { setPropensity, wholePropensity } from "./whole-propensity.js";

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
export interface WeightedMsmPlan extends LaidOutPlan {
  /** "treatment", then "treatment:term" for each modifier. */
  readonly parameters: readonly string[];
  /** Names of the terms of the propensity model, those not aliased: the columns of `clusters`. */
  readonly terms: readonly string[];
  /** From `thirdDerivatives`; empty beyond 20 columns. */
  readonly thirdDerivatives: Float64Array;
  /** Which values of a cell enter which model. */
  readonly numerator: readonly number[];
  readonly structural: readonly number[];
  readonly modifiers: readonly number[];
  readonly truncation: readonly [number, number] | null;
}

/**
 * Fits the propensity on the whole sample and lays out what replicates need: one copy of the design, two and a
 * half row vectors (one more where rows weigh differently), and each user's share of score and information.
 * @throws CausalError `bootstrap.terms` for a term that the design has not, or a modifier that is not structural,
 *   `bootstrap.truncation`; NotEstimableError `bootstrap.numerator-terms` when the numerator has a term that the structural model has
 *   not; what `fitLogistic` throws
 */
export function planWeightedMsm(design: Design, options: WeightedMsmOptions = {}): WeightedMsmPlan {
  checkCall("planWeightedMsm", { design, options }, { design: kinds.design, options: kinds.object });
  refuseMissingOutcomes(design);
  const { numerator = [], structural = numerator, modifiers = [], truncation = null } = options;
  checkTerms(design, numerator, structural, modifiers);
  if (truncation !== null && !(truncation[0] >= 0 && truncation[0] < truncation[1] && truncation[1] <= 1))
    throw new CausalError(
      "bootstrap.truncation",
      `truncation is [${truncation.join(", ")}]; expected two shares from 0 to 1, ascending`,
    );
  const cellTerms = [...new Set([...structural, ...numerator])];
  const place = (term: string) => cellTerms.indexOf(term);
  const laid = fittedRows(
    design,
    cellTerms.map((term) => design.terms.indexOf(term)),
  );
  withScratch(laid, ({ buffer }) =>
    thirdDerivatives(
      laid.clusters,
      laid.scores,
      clusterKernel(laid.space.memory)(buffer),
      laid.thirdDerivatives,
    ),
  );
  return {
    ...laid,
    parameters: ["treatment", ...modifiers.map((term) => `treatment:${term}`)],
    numerator: numerator.map(place),
    structural: structural.map(place),
    modifiers: modifiers.map(place),
    truncation,
  };
}

/** The rows laid out, and the propensity fitted to them: in place where that is plain, else by `fitLogistic`. */
function fittedRows(design: Design, cellTerms: readonly number[]) {
  const data = treatmentRows(design);
  const moments = columnMoments(data);
  const { cells, ofRow } = rowCells(design, cellTerms);
  const laidOut = (kept: readonly number[]) => {
    const memory = planMemory(design, kept.length, 2 * cells.count);
    layOutRows(design, memory.clusters, { moments, kept, ofRow });
    return {
      ...memory,
      users: design.users,
      rows: design.rows,
      terms: kept.map((j) => design.terms[j]!),
      cells,
    };
  };
  const { responseMean: mean, intercept } = moments;
  if (intercept && mean > 0 && mean < 1 && isBinary(design)) {
    const laid = laidOut(design.terms.map((_, j) => j));
    if (wholePropensity(laid, mean)) return laid;
  }
  const fit = fitLogistic(data);
  const kept = design.terms.flatMap((term, j) => (fit.aliased.includes(term) ? [] : [j]));
  const laid = laidOut(kept);
  const standard = toStandardScale(moments, fit.coefficients);
  setPropensity(
    laid,
    Float64Array.from(kept, (j) => standard[j]!),
  );
  return laid;
}

function isBinary(design: Design): boolean {
  for (const { rows, treatment } of design.shards)
    for (let r = 0; r < rows; r++) if (treatment[r] !== 0 && treatment[r] !== 1) return false;
  return true;
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
