import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { checkChart } from "./check-chart.js";

/** A chart for each check of a result; the truncation of weights is drawn beside the weights. */
export const checkCharts = (result: StudyResult): readonly Chart[] =>
  result.falsification.filter(({ name }) => name !== "truncationSweep").map(checkChart);
