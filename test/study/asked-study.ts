import { buildDesign } from "../../src/design/build-design.js";
import type { Estimand } from "../../src/estimand/estimand.js";
import { treatmentFor } from "../../src/estimand/treatment-for.js";
import { aipw } from "../../src/estimators/aipw.js";
import { nuisanceModels } from "../../src/estimators/nuisance-models.js";
import type { Panel } from "../../src/panel/panel.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import type { FalsifiedStudy } from "../../src/study/falsify.js";

/** What a study hands to its parts once its primary estimator, AIPW, is fitted. */
export function askedStudy(panel: Panel, estimand: Estimand): FalsifiedStudy {
  const choice = treatmentFor(estimand, "simulated");
  const resolved = resolveTreatment(panel, choice.rule);
  const built = buildDesign(panel, estimand, resolved);
  const models = nuisanceModels(built.design);
  const primary = aipw.estimate(built.design, models);
  return {
    ...built,
    panel,
    estimand,
    resolved,
    choice,
    unit: "interactions",
    fits: { fits: [primary], primary, models, notEstimated: [], weighting: primary.weighting },
  };
}
