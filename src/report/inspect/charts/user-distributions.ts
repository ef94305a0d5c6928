import type { ChartFamily } from "../chart-family.js";
import { histogramChart } from "../histogram-chart.js";

/** Distributions over users of what they did in the whole log. */
export const userDistributionsCharts: ChartFamily = {
  name: "user-distributions",
  charts: ({ histograms }) => histograms.filter(({ of }) => of === "users").map(histogramChart),
};
