import type { ChartFamily } from "../chart-family.js";
import { histogramChart } from "../histogram-chart.js";

/** Distributions of numeric columns over events, with the values from which measures count an event. */
export const distributionsCharts: ChartFamily = {
  name: "distributions",
  charts: ({ histograms }) => histograms.filter(({ of }) => of === "events").map(histogramChart),
};
