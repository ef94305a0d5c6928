import { normalQuantile } from "../../numeric/normal-distribution.js";
import type { FalsificationCheck } from "../check.js";

/** The estimators where the truth is known: the question's own rows with outcomes that were simulated; a gate judges it. */
export const plasmode: FalsificationCheck = {
  name: "plasmode",
  label: "Simulated outcomes on these rows",
  standing: "gate",
  expected:
    "0 on average, with the truth inside as many intervals as they promise; unmeasured confounding cannot be seen this way, because no simulation holds it",
  unit: (outcome) => outcome,
  source:
    "Franklin, Schneeweiss, Polinski & Rassen (2014), plasmode simulation; residual paths of whole users with random signs: Cameron, Gelbach & Miller (2008)",
  run({ plasmode: simulated, design, labelOf, level, write }) {
    const result = simulated();
    if (result.reason !== undefined) return result;
    const { performance, richer } = result.found;
    const [primary] = performance;
    if (primary === undefined) return { reason: "no estimator was tried" };
    const critical = normalQuantile((1 + level) / 2);
    const percent = (share: number) => `${Math.round(100 * share)}%`;
    const drawn = richer.binary
      ? "each day's outcome drawn by its chance"
      : "the residuals of each user, whole, with a random sign";
    const beyond =
      richer.trees === 0
        ? "nothing that the models themselves do not hold was found in the outcome"
        : "curves and interactions that boosted trees found in the outcome are in it";
    return {
      rows: performance.map((own) => ({
        item: labelOf(own),
        estimate: own.bias,
        standardError: own.meanError,
        lower: own.bias - critical * own.meanError,
        upper: own.bias + critical * own.meanError,
        pValue: null,
        rows: design.rows,
        simulated: {
          truth: own.truth,
          monteCarloError: own.monteCarloError,
          chanceError: own.chanceError,
          deviation: own.deviation,
          coverage: own.coverage,
          coverageError: own.coverageError,
          replicates: own.replicates,
        },
      })),
      sentence: `Where the truth is known, the primary estimator misses it by ${Math.abs(own(primary)).toFixed(2)} of its standard errors on average, and ${percent(primary.coverage)} of its intervals hold it. ${primary.replicates} outcomes were simulated on the very rows, treatments and covariates of this question with an effect of ${write(primary.truth)}: ${beyond}, plus ${drawn}. What was not measured is in no simulation, so this cannot see it.`,
    };
  },
};

const own = ({ bias, meanError }: { readonly bias: number; readonly meanError: number }): number =>
  bias / meanError;
