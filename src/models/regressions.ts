import { type GlmSpec, glm } from "./glm.js";
import type { GlmRecord } from "./glm-record.js";

type Without<Key extends keyof GlmSpec> = Omit<GlmSpec, "family" | Key>;

/** Least squares: `glm` with family gaussian. */
export const linearRegression = (spec: Without<"link">): GlmRecord => glm({ ...spec, family: "gaussian" });

/** Logistic regression of a 0/1 outcome: `glm` with family binomial; `link` may be probit or cloglog. */
export const logisticRegression = (spec: Without<never>): GlmRecord => glm({ ...spec, family: "binomial" });

/** Log-linear regression of counts: `glm` with family poisson. */
export const poissonRegression = (spec: Without<"link">): GlmRecord => glm({ ...spec, family: "poisson" });
