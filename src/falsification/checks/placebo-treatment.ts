import { normalUpperTail } from "../../numeric/normal-distribution.js";
import { quantile } from "../../numeric/quantile.js";
import { createRandom } from "../../numeric/random.js";
import type { FalsificationCheck } from "../check.js";
import { placeboDifferences } from "../placebo-differences.js";

const draws = 200;

/** Treatments that did nothing, drawn as the platform is thought to have drawn the real one. */
export const placeboTreatment: FalsificationCheck = {
  name: "placeboTreatment",
  label: "Placebo treatment",
  standing: "display",
  expected:
    "0 on average over the draws; the real difference lies outside their range when there is an effect",
  unit: (outcome) => outcome,
  source:
    "Candès, Fan, Janson & Lv (2018), conditional randomisation; drawn from the fitted propensity given the row's own covariates, because permuting within user is not null",
  run({ design, models, seed, write }) {
    const { propensity } = models.propensity();
    const { observed, placebo } = placeboDifferences(design, propensity, {
      draws,
      random: createRandom(seed, "placebo treatment"),
    });
    const mean = placebo.reduce((sum, value) => sum + value, 0) / draws;
    const deviation = Math.sqrt(placebo.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1));
    const error = deviation / Math.sqrt(draws);
    const [lower, upper] = [quantile(placebo, 0.025), quantile(placebo, 0.975)];
    const beyond = placebo.filter((value) => Math.abs(value) >= Math.abs(observed)).length;
    const pValue = error === 0 ? 1 : Math.min(1, 2 * normalUpperTail(Math.abs(mean) / error));
    return {
      rows: [
        {
          item: `mean of ${draws} draws`,
          estimate: mean,
          standardError: error,
          lower,
          upper,
          pValue,
          rows: design.rows,
        },
        {
          item: "the real treatment, same weights",
          estimate: observed,
          standardError: null,
          lower: null,
          upper: null,
          pValue: (1 + beyond) / (1 + draws),
          rows: design.rows,
        },
      ],
      sentence: `${draws} treatments drawn from the fitted propensity differ by ${write(mean)} on average, 95 in 100 of them between ${write(lower)} and ${write(upper)}; the real treatment differs by ${write(observed)}, ${observed < lower || observed > upper ? "outside" : "inside"} that range.`,
    };
  },
};
