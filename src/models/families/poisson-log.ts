import { logGamma } from "../../numeric/log-factorial-remainder.js";
import type { GlmFamily } from "./family.js";

/** Poisson with the log link: rates of counts. */
export const poissonLog: GlmFamily = {
  family: "poisson",
  link: "log",
  canonical: true,
  responseFault: (y) => (y >= 0 ? undefined : "a number, at least 0"),
  linkOf: Math.log,
  meanOf: Math.exp,
  varianceOf: (mean) => mean,
  gain: (y, move) => (y === 0 ? -move : -Math.abs(move)),
  logLikelihood: (y, mean) => y * Math.log(mean) - mean - logGamma(y + 1),
  evaluate(rows, predictor, response, weight, score, working) {
    let deviance = 0;
    for (let r = 0; r < rows; r++) {
      const eta = Math.min(predictor[r]!, 700);
      const mean = Math.exp(eta);
      const y = response[r]!;
      const a = weight[r]!;
      score[r] = a * (y - mean);
      working[r] = a * mean;
      deviance += 2 * a * ((y > 0 ? y * (Math.log(y) - eta) : 0) - (y - mean));
    }
    return deviance;
  },
};
