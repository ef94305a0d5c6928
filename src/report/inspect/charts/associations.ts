import type { Inspection } from "../../../panel/inspection/inspection.js";
import { formatShare } from "../../format/share.js";
import { type InspectChart, single } from "../chart-family.js";
import { rowNames } from "../row-axis.js";
import { seriesColour, seriesColours } from "../series-colours.js";
import { associationsTable } from "../tables/associations.js";

const most = 4;

function shown({ summary }: Inspection) {
  const treatments = [...new Set(summary.naive_associations.map(({ treatment }) => treatment))].slice(
    0,
    most,
  );
  const rows = summary.naive_associations
    .filter(({ treatment, relative_lift: lift }) => treatments.includes(treatment) && lift !== null)
    .map(({ treatment, ...row }) => ({ series: treatment, ...row }));
  return { treatments, rows };
}

const signed = (share: number): string => (share > 0 ? `+${formatShare(share)}` : formatShare(share));

const chart: InspectChart = {
  name: "associations",
  drawn: (inspection) => shown(inspection).rows.length > 0,
  title: (inspection) => {
    const lifts = shown(inspection).rows.map((row) => row.relative_lift!);
    return `Later outcomes are ${signed(Math.min(...lifts))} to ${signed(Math.max(...lifts))} on treated days: an association, not an effect`;
  },
  description: () =>
    "One row an outcome: a dot for each candidate treatment, at the mean of treated days over the mean of untreated days, minus 1. Nothing is adjusted for.",
  table: associationsTable,
  view: (inspection, palette) => {
    const { treatments, rows } = shown(inspection);
    const outcomes = new Set(rows.map(({ outcome }) => outcome));
    return {
      data: { values: rows },
      height: Math.max(90, 34 * outcomes.size),
      layer: [
        {
          data: { values: [{ zero: 0 }] },
          mark: { type: "rule", strokeDash: [6, 4] },
          encoding: { x: { field: "zero", type: "quantitative" } },
        },
        {
          mark: { type: "point", filled: true, size: 90, opacity: 1 },
          encoding: {
            y: { field: "outcome", type: "nominal", sort: null, title: null, axis: rowNames(240) },
            x: {
              field: "relative_lift",
              type: "quantitative",
              title: "Relative difference (unadjusted)",
              axis: { grid: true, format: "+.0%", tickCount: { expr: "narrow ? 4 : 8" } },
            },
            // Nothing here is blue against orange as in adjusted charts: the first candidate has the unadjusted colour.
            color: seriesColour(treatments, palette, "point", [
              palette.treated,
              palette.ink,
              ...seriesColours(palette).slice(3),
              palette.treatedSoft,
            ]),
            tooltip: [
              { field: "series", title: "Treatment" },
              { field: "outcome", title: "Outcome" },
              { field: "treated_mean", type: "quantitative", format: ",.4~g", title: "Treated days" },
              { field: "control_mean", type: "quantitative", format: ",.4~g", title: "Untreated days" },
              { field: "relative_lift", type: "quantitative", format: "+.1%", title: "Association" },
            ],
          },
        },
      ],
    };
  },
};

/** Unadjusted relative differences of later outcomes, by candidate treatment. */
export const associationsCharts = single(chart);
