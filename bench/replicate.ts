import { buildDesign } from "../src/design/build-design.js";
import type { Estimand } from "../src/estimand/estimand.js";
import { treatmentFor } from "../src/estimand/treatment-for.js";
import { nuisanceModels } from "../src/estimators/nuisance-models.js";
import { estimators } from "../src/estimators/registry.js";
import { confidenceInterval } from "../src/inference/confidence-interval.js";
import { standardError } from "../src/inference/standard-error.js";
import { panelFromUserDays } from "../src/panel/panel-from-user-days.js";
import { resolveTreatment } from "../src/panel/treatment.js";
import type { EstimatorName } from "../src/results/estimator-names.js";
import type { Replicate } from "../src/simulation/judge.js";
import { simulateUserDays } from "../src/simulation/simulate-user-days.js";
import type { SimulationOptions } from "../src/simulation/simulation-options.js";
import { worlds } from "../src/simulation/worlds/registry.js";

/** One simulated log of a world, estimated every way that is asked for: on arrays, by the shipped code. */
export function replicate(
  world: string,
  size: SimulationOptions,
  question: Estimand,
  names: readonly EstimatorName[],
): Readonly<Record<string, Replicate>> {
  const table = simulateUserDays(worlds[world]!, size);
  const panel = panelFromUserDays(table, question.panel, `${world}-${size.seed}`);
  const { design } = buildDesign(
    panel,
    question,
    resolveTreatment(panel, treatmentFor(question, "simulated").rule),
  );
  const models = nuisanceModels(design);
  return Object.fromEntries(
    names.map((name) => {
      const { effect } = estimators[name].estimate(design, models);
      const { lower, upper } = confidenceInterval(effect);
      return [name, { estimate: effect.estimate, standardError: standardError(effect), lower, upper }];
    }),
  );
}
