import type { GlmFamily } from "./family.js";

/** Least squares seen as a family; the fit itself is the closed form of fit-linear.ts. */
export const gaussianIdentity: GlmFamily = {
  family: "gaussian",
  link: "identity",
  canonical: true,
  responseFault: () => undefined,
  linkOf: (mean) => mean,
  meanOf: (eta) => eta,
  varianceOf: () => 1,
  gain: (_, move) => -Math.abs(move),
  evaluate(rows, predictor, response, weight, score, working) {
    let deviance = 0;
    for (let r = 0; r < rows; r++) {
      const residual = response[r]! - predictor[r]!;
      score[r] = weight[r]! * residual;
      working[r] = weight[r]!;
      deviance += weight[r]! * residual * residual;
    }
    return deviance;
  },
};
