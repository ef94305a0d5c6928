import { effectFigures } from "./effect-figures.js";
import type { FigureTable } from "./figure-table.js";
import { outcomeModelFigures } from "./outcome-model-figures.js";
import { panelFigures } from "./panel-figures.js";
import { propensityFigures } from "./propensity-figures.js";
import { regressionFigures } from "./regression-figures.js";

/** Every published table, in the order of the notebooks. */
export const publishedFigures: readonly FigureTable[] = [
  ...panelFigures,
  ...propensityFigures,
  ...regressionFigures,
  ...outcomeModelFigures,
  ...effectFigures,
];
