import type { WeightNuisance } from "../fitted-weights.js";
import { linearNuisance } from "../linear-nuisance.js";
import type { FactorModel } from "./factor-model.js";
import { takeRows } from "./take-rows.js";

/**
 * The nuisance of a factor model. A row's weight is a product over rows, so a change of ln factor_s moves every weight
 * that holds it; `pullOn` turns sensitivities of weights into sensitivities of ln factors.
 * @param sign   1 for a numerator, -1 for a denominator
 * @param held   1 for table rows whose factor was truncated: it is held fixed
 */
export function factorNuisances(
  model: FactorModel,
  sign: 1 | -1,
  held: Uint8Array | null,
  pullOn: (sensitivity: Float64Array) => Float64Array,
): WeightNuisance[] {
  const { rows } = model;
  return model.parts.map((part) => {
    const linear = linearNuisance({
      label: model.label,
      design: part.design,
      inverse: part.inverse,
      equations: part.equations.map(({ slope, score }) => ({
        slope: slope.map((value, k) => (held?.[rows[k]!] === 1 ? 0 : sign * value)),
        residual: score,
      })),
    });
    return {
      label: model.label,
      addScores(sensitivity, contribution) {
        const pull = pullOn(sensitivity);
        const own = new Float64Array(rows.length);
        linear.addScores(takeRows(pull, rows) as Float64Array, own);
        rows.forEach((row, k) => {
          contribution[row] = contribution[row]! + own[k]!;
        });
      },
    };
  });
}
