// What If, chapter 13: standardisation and the parametric g-formula, with its bootstrap, on NHEFS.
// Run it from the project's folder, after `npm run build`:  node examples/what-if-chapter-13.mjs
import {
  augmentedMeans,
  clusterBootstrap,
  completeCases,
  designFromColumns,
  estimators,
  inProcessRunner,
  linearRegression,
  nuisanceModels,
  predictGlm,
  standardError,
} from "counterday";
import { beside, chapter, computed, published } from "./what-if/beside.mjs";
import { confounderColumns, confounders, nhefs, nhefsPresent, reference } from "./what-if/nhefs.mjs";

if (nhefsPresent()) {
  const all = nhefs();
  const complete = completeCases(all, ["wt82_71"]);
  const mean = (values) => values.reduce((total, value) => total + value, 0) / values.length;
  const under = (fit, qsmk) => mean(predictGlm(fit, { ...all, qsmk: all.qsmk.map(() => qsmk) }));

  chapter("What If, chapter 13: standardisation and the parametric g-formula");

  const interacting = linearRegression({
    formula: `wt82_71 ~ qsmk + ${confounders} + I(qsmk*smokeintensity)`,
    data: complete,
  });
  const printed = reference("published.13.3");
  beside(
    "13.3 mean under the natural course",
    mean(predictGlm(interacting, all)),
    published(printed.nat.printed),
  );
  beside("     had nobody quit", under(interacting, 0), published(printed.m0.printed));
  beside("     had everybody quit", under(interacting, 1), published(printed.m1.printed));
  beside(
    "     difference",
    under(interacting, 1) - under(interacting, 0),
    computed(reference("13.1_13.3.gformula_interaction").diff),
  );

  // The bootstrap of program 13.4: people are drawn again as frequency weights, and the regression fitted on each draw.
  const place = all.seqn.map((_, i) => i).filter((i) => !Number.isNaN(all.wt82_71[i]));
  const statistic = (times) => {
    const fit = linearRegression({
      formula: `wt82_71 ~ qsmk + ${confounders}`,
      data: complete,
      weights: place.map((i) => times[i]),
    });
    const total = times.reduce((sum, value) => sum + value, 0);
    const mean = (data) => predictGlm(fit, data).reduce((sum, value, i) => sum + times[i] * value, 0) / total;
    const none = mean({ ...all, qsmk: all.qsmk.map(() => 0) });
    const everybody = mean({ ...all, qsmk: all.qsmk.map(() => 1) });
    return [mean(all), none, everybody, everybody - none];
  };
  const names = ["natural course", "had nobody quit", "had everybody quit", "difference"];
  const bootstrap = await clusterBootstrap({
    runner: inProcessRunner(all.seqn.length, names, statistic),
    replicates: 200,
    seed: 1,
  });
  const main = reference("published.13.4");
  const errors = reference("13.4.gformula_main_effects").boot_se;
  for (const [k, key] of ["nat", "m0", "m1", "diff"].entries()) {
    beside(`13.4 ${names[k]}`, bootstrap.estimates[k], published(main[key].printed));
    beside(
      "     its bootstrap error (200 draws; theirs 1,000)",
      bootstrap.standardErrors[k],
      computed(errors[k], "R", 2),
    );
  }

  // The same question with estimators that carry influence functions: no bootstrap needed.
  const design = designFromColumns({
    treatment: complete.qsmk,
    outcome: complete.wt82_71,
    covariates: confounderColumns(complete),
  });
  const models = nuisanceModels(design);
  const doubly = reference("13x.aipw_complete_case");
  const augmented = augmentedMeans(design, models.outcome({ arms: "together" }), design.rows, {
    propensity: models.propensity(),
    variance: "efficient",
  });
  beside(
    "13x  augmented IP weighting (technical point 13.2)",
    augmented.effect.estimate,
    computed(doubly.pooled_outcome.ate),
  );
  beside("     its error", standardError(augmented.effect), computed(doubly.pooled_outcome.se_if_n));
  const { effect } = estimators.standardisation.estimate(design, models);
  beside("     standardisation with a regression in each arm", effect.estimate);
  beside("     its error, from the influence function", standardError(effect));
}
