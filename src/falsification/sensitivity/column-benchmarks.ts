import { checkCall, kinds } from "../../call-check.js";
import type { TermDoc } from "../../design/term-doc.js";
import { type NuisanceModels, nuisanceModels } from "../../estimators/nuisance-models.js";
import { withoutLeverage } from "../../estimators/without-leverage.js";
import { keepTerms } from "../designs/keep-terms.js";
import { sampleUsers } from "../designs/sample-users.js";
import { meanOfRows } from "../mean-of-rows.js";
import { benchmarkGain } from "./omitted-variable-bound.js";
import { representerRows } from "./representer-rows.js";
import type { ConfounderStrength } from "./robustness-value.js";

export interface ColumnBenchmark extends ConfounderStrength {
  readonly column: string;
}

/** Rows that models are fitted to without each column, at most about this many; of whole users, evenly picked. */
const mostRows = 20_000;

/**
 * How strong a hidden confounder like each adjustment column would be: outcome models and propensity are fitted without
 * its terms, and held against those with them, on the same rows. Columns that no confounder can be as strong as are left
 * out.
 * @throws what the models throw
 * Cost O(columns · rows · terms²), rows capped.
 */
export function columnBenchmarks(
  models: NuisanceModels,
  termDocs: readonly Pick<TermDoc, "term" | "column">[],
): readonly ColumnBenchmark[] {
  checkCall("columnBenchmarks", { models, termDocs }, { models: kinds.nuisances, termDocs: kinds.array });
  const picked = sampleUsers(models.design, mostRows).design;
  const whole = varianceOf(picked === models.design ? models : withoutLeverage(nuisanceModels(picked)));
  return [...new Set(termDocs.map(({ column }) => column))].flatMap((column) => {
    const terms = new Set(termDocs.filter((doc) => doc.column === column).map(({ term }) => term));
    const without = nuisanceModels(keepTerms(picked, (term) => !terms.has(term)));
    const strength = benchmarkGain(whole, varianceOf(withoutLeverage(without)));
    return strength === null ? [] : [{ column, ...strength }];
  });
}

/** σ² and E[m(α)], which is ν² for the fitted model and cannot fall below 0. */
function varianceOf(models: NuisanceModels): {
  readonly residualVariance: number;
  readonly precision: number;
} {
  const { residual, functional } = representerRows(models.design, models);
  return {
    residualVariance: meanOfRows(
      models.design,
      residual.map((e) => e * e),
    ).estimate,
    precision: meanOfRows(models.design, functional).estimate,
  };
}
