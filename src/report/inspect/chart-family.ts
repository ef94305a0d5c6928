import type { Inspection } from "../../panel/inspection/inspection.js";
import type { Chart } from "../chart.js";

export type InspectChart = Chart<Inspection>;

/** Charts of one kind: one, or one for each column or treatment of the log. Names of charts are unique on the page. */
export interface ChartFamily {
  readonly name: string;
  readonly charts: (inspection: Inspection) => readonly InspectChart[];
}

/** A family of one chart, under its own name. */
export const single = (chart: InspectChart): ChartFamily => ({ name: chart.name, charts: () => [chart] });
