import type { Inspection } from "../../../panel/inspection/inspection.js";
import { formatNumber } from "../../format/number.js";
import { countOf } from "../../format/plural.js";
import { type InspectChart, single } from "../chart-family.js";
import { rowNames } from "../row-axis.js";
import { balanceTable } from "../tables/balance.js";

const most = 40;

function known({ summary }: Inspection) {
  const rows = summary.confounding_balance.flatMap(({ smd, ...row }) =>
    smd === null ? [] : [{ ...row, smd, size: Math.min(1, Math.abs(smd)) }],
  );
  const worst = new Map<string, number>();
  for (const { covariate, size } of rows) worst.set(covariate, Math.max(worst.get(covariate) ?? 0, size));
  return { rows, worst };
}

const chart: InspectChart = {
  name: "balance",
  drawn: (inspection) => known(inspection).rows.length > 0,
  title: (inspection) => {
    const { rows, worst } = known(inspection);
    const beyond = [...worst.values()].filter((size) => size > 0.1).length;
    const furthest = rows.reduce((best, row) => (Math.abs(row.smd) > Math.abs(best.smd) ? row : best));
    return `${beyond} of ${countOf(worst.size, "history column")} differ by more than 0.1 SD between treated and untreated days; ${furthest.covariate} most (${formatNumber(furthest.smd, { decimals: 2, sign: true })})`;
  },
  description: () =>
    "A grid of standardised mean differences before any adjustment: one row a history column, one field a candidate treatment, stronger colour for larger differences; orange where treated days have more, blue where they have less.",
  table: balanceTable,
  view: (inspection, palette) => {
    const { rows, worst } = known(inspection);
    const kept = new Set(
      [...worst]
        .sort(([, a], [, b]) => b - a)
        .slice(0, most)
        .map(([name]) => name),
    );
    const values = rows
      .filter(({ covariate }) => kept.has(covariate))
      .map((row) => ({ ...row, written: formatNumber(row.smd, { decimals: 2, sign: true }) }));
    const y = { field: "covariate", type: "nominal", sort: null, title: null, axis: rowNames(260) };
    const x = {
      field: "treatment",
      type: "nominal",
      sort: null,
      title: null,
      axis: {
        orient: "top",
        labelAngle: 0,
        labelExpr: "replace(datum.label, 'treatment_', '')",
        labelLimit: { expr: "narrow ? 90 : 260" },
      },
    };
    return {
      data: { values },
      height: 28 * kept.size,
      encoding: { x, y },
      layer: [
        {
          mark: { type: "rect", stroke: palette.paper, strokeWidth: 2 },
          encoding: {
            color: {
              condition: { test: "datum.smd > 0", value: palette.treated },
              value: palette.control,
            },
            opacity: {
              field: "size",
              type: "quantitative",
              scale: { domain: [0, 1], range: [0.04, 0.55] },
              legend: null,
            },
            tooltip: [
              { field: "covariate", title: "Covariate" },
              { field: "treatment", title: "Treatment" },
              { field: "written", title: "Difference (SD)" },
              { field: "treated_mean", type: "quantitative", format: ",.4~g", title: "Treated days" },
              { field: "control_mean", type: "quantitative", format: ",.4~g", title: "Untreated days" },
            ],
          },
        },
        {
          mark: { type: "text", color: palette.ink, tooltip: null },
          encoding: { text: { field: "written" } },
        },
      ],
    };
  },
};

/** Standardised mean differences before adjustment as a heat map. */
export const balanceCharts = single(chart);
