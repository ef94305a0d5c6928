// What If, chapter 12: inverse probability weighting and marginal structural models, on NHEFS. Numbers are those of the book's
// programs.
// Run it from the project's folder, after `npm run build`:  node examples/what-if-chapter-12.mjs
import {
  completeCases,
  confidenceInterval,
  marginalStructuralModel,
  propensityWeights,
  stabilizedWeights,
  standardError,
  weightedContrast,
} from "counterday";
import { beside, chapter, computed, published } from "./what-if/beside.mjs";
import { confounders, nhefs, nhefsPresent, reference, rowsOf } from "./what-if/nhefs.mjs";

if (nhefsPresent()) {
  const all = nhefs();
  all.time = all.wt82_71.map(() => 0);
  all.censored = all.wt82_71.map((value) => (Number.isNaN(value) ? 1 : 0));
  const complete = completeCases(all, ["wt82_71"]);
  const point = (data) => ({ data, unit: "seqn", time: "time", treatment: "qsmk" });
  const weightsWith = (numerator) =>
    stabilizedWeights({ ...point(complete), denominator: `~ ${confounders}`, numerator });
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const coefficient = (model, term) => model.coefficients.find((row) => row.term === term);

  chapter("What If, chapter 12: IP weighting and marginal structural models");

  const crude = weightedContrast({
    data: complete,
    outcome: "wt82_71",
    treatment: "qsmk",
    weights: complete.qsmk.map(() => 1),
  });
  beside(
    "12.1 kg gained, quitters minus others, unadjusted",
    crude.contrasts[0].difference.estimate,
    computed(reference("12.1.crude").lm.est[1]),
  );

  const printed = reference("published.12.2");
  const weights = propensityWeights({ data: complete, treatment: "qsmk", propensity: `~ ${confounders}` });
  const contrast = (standardErrors) =>
    weightedContrast({ data: complete, outcome: "wt82_71", treatment: "qsmk", weights, standardErrors })
      .contrasts[0].difference;
  const effect = contrast("stacked");
  beside("12.2 IP weighted effect", effect.estimate, published(printed.qsmk.printed));
  beside(
    "     its robust error, weights taken as known",
    standardError(contrast("robust")),
    published(printed.qsmk_se.printed),
  );
  beside(
    "     its error with the fitted propensity included",
    standardError(effect),
    computed(reference("weightit.ATE").coef_asympt.se[1], "WeightIt"),
  );
  const { lower, upper } = confidenceInterval(effect, 0.95, "normal");
  console.log(`     its interval: ${lower.toFixed(2)} to ${upper.toFixed(2)}`);

  const stabilised = weightsWith("marginal");
  const theirs = reference("12.3.ipw_stabilized");
  beside("12.3 stabilised weights, their sum", sum(stabilised.weights), computed(theirs.weights.sum));
  beside("     the largest", Math.max(...stabilised.weights), computed(theirs.weights.max));
  const robust = (spec) => marginalStructuralModel({ ...spec, cluster: "seqn", standardErrors: "robust" });
  const model = robust({
    data: complete,
    formula: "wt82_71 ~ qsmk",
    family: "gaussian",
    weights: stabilised,
  });
  beside(
    "     effect from the weighted regression",
    coefficient(model, "qsmk").estimate,
    computed(theirs.geeglm.est[1], "geepack"),
  );

  // Change of cigarettes a day as a continuous treatment, among those who smoked at most 25.
  const light = rowsOf(complete, (i) => complete.smokeintensity[i] <= 25);
  const density = stabilizedWeights({
    ...point(light),
    treatment: "smkintensity82_71",
    kind: "continuous",
    denominator: `~ ${confounders}`,
    numerator: "marginal",
  });
  const dose = robust({
    data: light,
    formula: "wt82_71 ~ smkintensity82_71 + I(smkintensity82_71^2)",
    family: "gaussian",
    weights: density,
  });
  for (const [j, text] of ["2.005", "-0.109", "0.003"].entries())
    beside(
      `12.4 continuous treatment, ${["constant", "slope", "curvature"][j]}`,
      dose.coefficients[j].estimate,
      published(text),
    );

  const death = coefficient(
    robust({ data: complete, formula: "death ~ qsmk", family: "binomial", weights: stabilised }),
    "qsmk",
  );
  beside("12.5 odds ratio of death", Math.exp(death.estimate), published("1.0"));

  const modified = robust({
    data: complete,
    formula: "wt82_71 ~ qsmk * sex",
    family: "gaussian",
    weights: weightsWith("~ sex"),
  });
  beside("12.6 modification of the effect by sex", modified.coefficients[3].estimate, published("-0.2"));

  const censoring = stabilizedWeights({
    ...point(all),
    denominator: `~ ${confounders}`,
    numerator: "marginal",
    censoring: { indicator: "censored", numerator: "~ qsmk", denominator: `~ qsmk + ${confounders}` },
  });
  const uncensored = { data: all, formula: "wt82_71 ~ qsmk", family: "gaussian", weights: censoring };
  const adjusted = coefficient(robust(uncensored), "qsmk");
  beside(
    "12.7 effect with censoring weights too",
    adjusted.estimate,
    published(reference("published.12.7").b1.printed),
  );
  beside(
    "     its robust error",
    adjusted.standardError,
    computed(reference("12.7.ipcw").geeglm.se[1], "geepack"),
  );
}
