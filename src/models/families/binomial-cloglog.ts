import { binomialParts, saturated } from "./binomial-parts.js";
import type { GlmFamily } from "./family.js";

/** Binomial with the complementary log-log link log(-log(1 - μ)): a discrete-time proportional hazard. */
export const binomialCloglog: GlmFamily = cloglog(false);
/** The same with responses from 0 to 1 and a free dispersion. */
export const quasibinomialCloglog: GlmFamily = cloglog(true);

function cloglog(shares: boolean): GlmFamily {
  return {
    ...binomialParts(shares),
    link: "cloglog",
    canonical: false,
    linkOf: (mean) => Math.log(-Math.log1p(-mean)),
    meanOf: (eta) => -Math.expm1(-Math.exp(eta)),
    evaluate(rows, predictor, response, weight, score, working) {
      let deviance = 0;
      for (let r = 0; r < rows; r++) {
        const hazard = Math.exp(Math.min(Math.max(predictor[r]!, -700), 6.5));
        const y = response[r]!;
        const a = weight[r]!;
        const mean = -Math.expm1(-hazard);
        const odds = (hazard * Math.exp(-hazard)) / mean;
        score[r] = a * (y * odds - (1 - y) * hazard);
        working[r] = a * odds * hazard;
        let logLikelihood = -(1 - y) * hazard;
        if (y > 0) logLikelihood += y * Math.log(mean);
        deviance += a * (saturated(y) - 2 * logLikelihood);
      }
      return deviance;
    },
  };
}
