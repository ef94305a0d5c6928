import { binomialLogit } from "./families/binomial-logit.js";
import { type FitOptions, fitGlm } from "./fit-glm.js";
import type { GlmFit } from "./glm-fit.js";
import type { GlmRows } from "./glm-rows.js";

export type LogisticOptions = FitOptions;

/**
 * Logistic regression over shards: `fitGlm` of the binomial family with logit link. Responses are 0 or 1.
 * @throws as `fitGlm`. Checked against R's `glm` (NHEFS, infert, mtcars).
 */
export function fitLogistic(data: GlmRows, options: LogisticOptions = {}): GlmFit {
  return fitGlm(data, binomialLogit, options);
}
