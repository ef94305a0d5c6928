import type { ChartFamily } from "../chart-family.js";
import { histogramChart } from "../histogram-chart.js";

/** Distributions of the outcomes that the panel defines, over user-days. */
export const outcomeDistributionsCharts: ChartFamily = {
  name: "outcome-distributions",
  charts: ({ histograms }) => histograms.filter(({ of }) => of === "user-days").map(histogramChart),
};
