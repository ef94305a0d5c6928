import { CausalError, NotEstimableError } from "../errors.js";
import type { EstimatorName } from "../results/estimator-names.js";
import { aipwCrossFitted, type CrossFittedOptions } from "./aipw-cross-fitted.js";
import type { Estimator } from "./estimator.js";

/**
 * An estimator by name with learners as its nuisance models, or a refusal that says why there is none. Only augmented
 * weighting has an error with learners: its efficient influence function is free of their bias to first order. Weighting
 * alone and plug-in standardisation carry that bias in full, and no analytic error covers it (STATISTICS section 2).
 * @throws NotEstimableError `learners.no-error` naming the estimator; CausalError as `aipwCrossFitted`
 */
export function withLearners(name: EstimatorName, options: CrossFittedOptions): Estimator {
  if (name === "aipw" || name === "aipwCrossFitted") return aipwCrossFitted(options);
  if (name === "naive")
    throw new CausalError(
      "learners.none-needed",
      "naive has no nuisance models that learners could stand in for",
    );
  throw new NotEstimableError(
    "learners.no-error",
    `${name} with learners has no analytic error: the learners' own bias enters the estimate in full; use "aipw" with these learners, cross-fitted, or ${name} with its parametric models`,
    { estimator: name },
  );
}
