import type { Estimator, EstimatorFit } from "../../estimators/estimator.js";
import type { NuisanceModels } from "../../estimators/nuisance-models.js";
import { estimators } from "../../estimators/registry.js";
import type { EstimatorName } from "../../results/estimator-names.js";
import type { Available } from "../check.js";

export interface PlasmodePlan {
  /** The primary estimator first. */
  readonly compared: readonly Estimator[];
  readonly pairs: number;
}

/** Estimators that fit a model by iteration for every outcome, and those that fit learners. */
const iterative: readonly EstimatorName[] = ["tmle"];
const learned: readonly EstimatorName[] = ["aipwCrossFitted"];

const mostPairs = 20;
const fewestPairs = 10;

/** Rows times terms up to which there are as many pairs as can be; an iterative fit counts so many times. */
const manyPairsUpTo = 200_000;
const iterations = 4;

/**
 * Which estimators are tried on simulated outcomes, and how often: the primary one and the other adjusted ones that solve
 * for every outcome at once. The number of pairs falls with the work alone, so that it does not depend on the machine.
 */
export function plasmodePlan(
  { design, totals }: NuisanceModels,
  primary: EstimatorFit,
  fits: readonly EstimatorFit[],
): Available<PlasmodePlan> {
  if (learned.includes(primary.estimator))
    return {
      reason:
        "the primary estimator fits its learners anew for every outcome, which would take many times as long as the study",
    };
  const quick = fits.filter(
    ({ estimator }) =>
      estimator !== primary.estimator &&
      estimators[estimator].role === "adjusted" &&
      ![...iterative, ...learned].includes(estimator),
  );
  const slow = totals.binaryOutcome || iterative.includes(primary.estimator);
  const work = design.rows * design.terms.length * (slow ? iterations : 1);
  return {
    found: {
      compared: [primary, ...quick].map(({ estimator }) => estimators[estimator]),
      pairs: Math.min(mostPairs, Math.max(fewestPairs, Math.round((mostPairs * manyPairsUpTo) / work))),
    },
  };
}
