import type { ChartFamily } from "../chart-family.js";
import { histogramChart } from "../histogram-chart.js";

/** The column behind each candidate treatment, with its cut. */
export const treatmentDistributionsCharts: ChartFamily = {
  name: "treatment-distributions",
  charts: ({ histograms }) => histograms.filter(({ of }) => of === "available user-days").map(histogramChart),
};
