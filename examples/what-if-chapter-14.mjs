// What If, chapter 14: g-estimation of structural nested mean models, on NHEFS.
// Run it from the project's folder, after `npm run build`:  node examples/what-if-chapter-14.mjs
import {
  completeCases,
  designFromColumns,
  logisticRegression,
  standardError,
  structuralNestedMean,
} from "counterday";
import { beside, chapter, computed, published } from "./what-if/beside.mjs";
import { confounderColumns, confounders, nhefs, nhefsPresent, reference } from "./what-if/nhefs.mjs";

if (nhefsPresent()) {
  const all = nhefs();
  const complete = completeCases(all, ["wt82_71"]);
  const columns = {
    treatment: complete.qsmk,
    outcome: complete.wt82_71,
    covariates: confounderColumns(complete),
  };

  // Censoring weights: 1 / P(weight known in 1982 | treatment, covariates), as frequency weights of the design's rows.
  const seen = logisticRegression({
    formula: `seen ~ qsmk + ${confounders}`,
    data: { ...all, seen: all.wt82_71.map((value) => (Number.isNaN(value) ? 0 : 1)) },
  });
  const weight = seen.fitted.filter((_, i) => !Number.isNaN(all.wt82_71[i])).map((p) => 1 / p);
  const plain = designFromColumns(columns);
  const design = {
    ...plain,
    shards: plain.shards.map((shard) => ({
      ...shard,
      averaging: weight.subarray(shard.firstRow, shard.firstRow + shard.rows),
    })),
  };

  chapter("What If, chapter 14: g-estimation of structural nested models");
  const printed = reference("published.14.3");
  const exact = reference("14.3.gest_closed_form");
  const [one] = structuralNestedMean(design).parameters;
  beside("14.3 one effect for all", one.estimate.estimate, published(printed.psi.printed));
  beside("     the same, all digits", one.estimate.estimate, computed(exact.psi_1param));
  const [constant, slope] = structuralNestedMean(design, { modifiers: ["smokeintensity"] }).parameters;
  beside("     effect at 0 cigarettes a day", constant.estimate.estimate, published(printed.psi0.printed));
  beside("     its change by each", slope.estimate.estimate, published(printed.psi1.printed));
  beside("     error of the one effect, the propensity included", standardError(one.estimate));
  const [unweighted] = structuralNestedMean(plain).parameters;
  beside(
    "     complete cases, unweighted",
    unweighted.estimate.estimate,
    computed(3.4611485591, "zEpid and causallib"),
  );
}
