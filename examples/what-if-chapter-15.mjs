// What If, chapter 15: outcome regression and propensity scores, on NHEFS.
// Run it from the project's folder, after `npm run build`:  node examples/what-if-chapter-15.mjs
import {
  completeCases,
  designFromColumns,
  estimators,
  linearRegression,
  nuisanceModels,
  propensityStratified,
  standardError,
} from "counterday";
import { beside, chapter, computed } from "./what-if/beside.mjs";
import { confounderColumns, confounders, nhefs, nhefsPresent, reference } from "./what-if/nhefs.mjs";

if (nhefsPresent()) {
  const complete = completeCases(nhefs(), ["wt82_71"]);
  const expected = reference("15.1.outcome_regression");

  chapter("What If, chapter 15: outcome regression and propensity scores");
  const fit = linearRegression({
    formula: `wt82_71 ~ qsmk + ${confounders} + I(qsmk*smokeintensity)`,
    data: complete,
  });
  const place = (term) => fit.coefficients.findIndex((row) => row.term === term);
  const treatment = place("qsmk");
  const product = fit.coefficients.findIndex(({ term }) => term.includes("qsmk") && term !== "qsmk");
  const covariance = (j, k) => fit.covariance.values[k * fit.covariance.rows + j];
  for (const cigarettes of [5, 40]) {
    const estimate = fit.coefficients[treatment].estimate + cigarettes * fit.coefficients[product].estimate;
    const variance =
      covariance(treatment, treatment) +
      2 * cigarettes * covariance(treatment, product) +
      cigarettes ** 2 * covariance(product, product);
    const [effect, error] = expected[`effect_at_${cigarettes}`];
    beside(`15.1 effect of quitting at ${cigarettes} cigarettes a day`, estimate, computed(effect));
    beside("     its error", Math.sqrt(variance), computed(error));
  }

  const design = designFromColumns({
    treatment: complete.qsmk,
    outcome: complete.wt82_71,
    covariates: confounderColumns(complete),
  });
  const models = nuisanceModels(design);
  const [main] = expected.qsmk_main;
  const regression = estimators.outcomeRegression.estimate(design, models).effect;
  beside("15.1 one effect for all", regression.estimate, computed(main));
  beside("     its error, robust", standardError(regression));

  for (const [label, estimator] of [
    ["15.2 stratification by tenths of the propensity", propensityStratified(10)],
    ["15.2 stratification by fifths", estimators.propensityStratification],
    ["15.3 regression on the propensity", estimators.propensityRegression],
    ["15.x weighting by overlap", estimators.overlapWeighted],
  ]) {
    const { effect } = estimator.estimate(design, models);
    beside(
      label,
      effect.estimate,
      label.startsWith("15.x") ? computed(3.4611485591, "causallib") : undefined,
    );
    beside("     its error, the fitted propensity included", standardError(effect));
  }
}
