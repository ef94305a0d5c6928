import { standardError } from "../../inference/standard-error.js";
import { createRandom } from "../../numeric/random.js";
import type { FalsificationCheck } from "../check.js";
import { addTerm } from "../designs/add-term.js";
import { estimateRow } from "../estimate-row.js";

/** A column of noise among the covariates; an estimate that moves leans on its models' accidents. */
export const randomCommonCause: FalsificationCheck = {
  name: "randomCommonCause",
  label: "Random common cause",
  standing: "sensitivity",
  expected: "the estimate as it is: a column of noise confounds nothing",
  unit: (outcome) => outcome,
  source: "Sharma & Kiciman (2020), DoWhy",
  run({ design, primary, estimate, seed, level, write }) {
    const random = createRandom(seed, "random common cause");
    const noise = Float64Array.from({ length: design.rows }, () => random.normal());
    const { effect } = estimate(addTerm(design, "random common cause", noise));
    const moved = (effect.estimate - primary.effect.estimate) / standardError(primary.effect);
    return {
      rows: [estimateRow("with a column of noise adjusted for", effect, design.rows, level)],
      sentence: `With a column of noise among the covariates the estimate is ${write(effect.estimate)}, ${Math.abs(moved).toFixed(2)} standard errors from what it was.`,
    };
  },
};
