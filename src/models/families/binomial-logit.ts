import { blockRows } from "../../numeric/gram.js";
import { binomialParts, saturated } from "./binomial-parts.js";
import type { GlmFamily } from "./family.js";

/** Binomial with log odds, the canonical link. */
export const binomialLogit: GlmFamily = logit(false);
/** The same with responses from 0 to 1 and a free dispersion. */
export const quasibinomialLogit: GlmFamily = logit(true);

function logit(shares: boolean): GlmFamily {
  return {
    ...binomialParts(shares),
    link: "logit",
    canonical: true,
    linkOf: (mean) => Math.log(mean / (1 - mean)),
    meanOf: (eta) => (eta >= 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta))),
    evaluate(rows, predictor, response, weight, score, working) {
      let deviance = 0;
      // log1p(e) of rows of weight 1 is the log of a product, which 256 factors up to 2 cannot overflow
      let product = 1;
      for (let r = 0; r < rows; r++) {
        const eta = predictor[r]!;
        const y = response[r]!;
        const a = weight[r]!;
        const e = Math.exp(-Math.abs(eta));
        const larger = 1 / (1 + e);
        const smaller = e * larger;
        const fitted = eta >= 0 ? larger : smaller;
        const other = eta >= 0 ? smaller : larger;
        score[r] = a * (y * other - (1 - y) * fitted);
        working[r] = a * smaller * larger;
        deviance += 2 * a * (eta >= 0 ? (1 - y) * eta : -y * eta);
        if (a === 1 && rows <= blockRows) product *= 1 + e;
        else deviance += 2 * a * Math.log1p(e);
        if (y !== 0 && y !== 1) deviance += a * saturated(y);
      }
      return deviance + 2 * Math.log(product);
    },
  };
}
