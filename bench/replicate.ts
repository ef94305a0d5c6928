import { buildDesign } from "../src/design/build-design.js";
import type { Estimand } from "../src/estimand/estimand.js";
import { treatmentFor } from "../src/estimand/treatment-for.js";
import { nuisanceModels } from "../src/estimators/nuisance-models.js";
import { estimators } from "../src/estimators/registry.js";
import { panelFromUserDays } from "../src/panel/panel-from-user-days.js";
import { resolveTreatment } from "../src/panel/treatment.js";
import type { EstimatorName } from "../src/results/estimator-names.js";
import type { Replicate } from "../src/simulation/judge.js";
import { simulateUserDays } from "../src/simulation/simulate-user-days.js";
import type { SimulationOptions } from "../src/simulation/simulation-options.js";
import { worlds } from "../src/simulation/worlds/registry.js";
import { replicateOf } from "./coverage/replicate-of.js";

/** One simulated log of a world, estimated every way that is asked for: on arrays, by the shipped code. */
export function replicate(
  world: string,
  size: SimulationOptions,
  question: Estimand,
  names: readonly EstimatorName[],
): Readonly<Record<string, Replicate | null>> {
  const table = simulateUserDays(worlds[world]!, size);
  const panel = panelFromUserDays(table, question.panel, `${world}-${size.seed}`);
  const { design } = buildDesign(
    panel,
    question,
    resolveTreatment(panel, treatmentFor(question, "simulated").rule),
  );
  const models = nuisanceModels(design);
  return Object.fromEntries(
    names.map((name) => [name, replicateOf(() => estimators[name].estimate(design, models).effect)]),
  );
}
