import { normalCdf, normalQuantile } from "../../numeric/normal-distribution.js";
import { binomialParts, inverseMills, saturated } from "./binomial-parts.js";
import type { GlmFamily } from "./family.js";

/** Binomial with the normal quantile as link. */
export const binomialProbit: GlmFamily = probit(false);
/** The same with responses from 0 to 1 and a free dispersion. */
export const quasibinomialProbit: GlmFamily = probit(true);

/** Further out than this the tails are 0 in double precision. */
const furthest = 37;

function probit(shares: boolean): GlmFamily {
  return {
    ...binomialParts(shares),
    link: "probit",
    canonical: false,
    linkOf: normalQuantile,
    meanOf: normalCdf,
    evaluate(rows, predictor, response, weight, score, working) {
      let deviance = 0;
      for (let r = 0; r < rows; r++) {
        const eta = Math.min(Math.max(predictor[r]!, -furthest), furthest);
        const y = response[r]!;
        const a = weight[r]!;
        const up = inverseMills(eta);
        const down = inverseMills(-eta);
        score[r] = a * (y * up - (1 - y) * down);
        working[r] = a * up * down;
        let logLikelihood = 0;
        if (y > 0) logLikelihood += y * Math.log(normalCdf(eta));
        if (y < 1) logLikelihood += (1 - y) * Math.log(normalCdf(-eta));
        deviance += a * (saturated(y) - 2 * logLikelihood);
      }
      return deviance;
    },
  };
}
