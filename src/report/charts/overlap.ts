import type { Chart } from "../chart.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { overlapTable } from "../tables/overlap.js";

const propensity = (value: number): string => formatNumber(value, { decimals: 3 });

/** Propensities of treated user-days upwards and of untreated ones downwards, each as a share of its arm. */
export const overlapChart: Chart = {
  name: "overlap",
  drawn: (result) => (result.overlap?.bins.length ?? 0) > 0,
  title: (result) => {
    const overlap = result.overlap!;
    const [low, high] = overlap.bounds;
    const inside = overlap.shareOutside === 0 ? "All" : `${formatShare(1 - overlap.shareOutside)} of`;
    return `${inside} user-days could have gone either way: propensity between ${formatNumber(low)} and ${formatNumber(high)}`;
  },
  description: ({ overlap }) =>
    `Histogram of the estimated probability of treatment, treated user-days above the line and untreated below, each as a share of its arm. Propensities run from ${propensity(overlap!.lowest)} to ${propensity(overlap!.highest)}.`,
  table: overlapTable,
  view: (result, palette) => {
    const { bins, bounds } = result.overlap!;
    const total = (arm: "treated" | "control"): number => bins.reduce((sum, bin) => sum + bin[arm], 0) || 1;
    const [treated, control] = [total("treated"), total("control")];
    const values = bins.flatMap((bin) => [
      { from: bin.from, to: bin.to, arm: "treated", rows: bin.treated, share: bin.treated / treated },
      { from: bin.from, to: bin.to, arm: "untreated", rows: bin.control, share: 0 - bin.control / control },
    ]);
    return {
      data: { values },
      height: 260,
      encoding: {},
      layer: [
        {
          data: { values: bounds.map((bound) => ({ bound })) },
          mark: { type: "rule", strokeDash: [6, 4] },
          encoding: { x: { field: "bound", type: "quantitative" }, y: { value: 0 }, y2: { value: "height" } },
        },
        {
          mark: { type: "rect", xOffset: 0.5, x2Offset: -0.5 },
          transform: [{ calculate: "abs(datum.share)", as: "size" }],
          encoding: {
            x: {
              field: "from",
              type: "quantitative",
              title: "Probability of treatment given the past",
              scale: { domain: [0, 1], nice: false },
              axis: { tickCount: { expr: "narrow ? 5 : 10" }, format: ".1f" },
            },
            x2: { field: "to" },
            y: {
              field: "share",
              type: "quantitative",
              title: "Share of the arm's user-days",
              axis: { grid: true, tickCount: 6, labelExpr: "format(abs(datum.value), '.0%')" },
            },
            y2: { datum: 0 },
            color: {
              condition: { test: "datum.arm === 'treated'", value: palette.treated },
              value: palette.control,
            },
            tooltip: [
              { field: "arm", title: "Arm" },
              { field: "from", type: "quantitative", format: ".3f", title: "Propensity from" },
              { field: "to", type: "quantitative", format: ".3f", title: "to" },
              { field: "rows", type: "quantitative", format: ",", title: "User-days" },
              { field: "size", type: "quantitative", format: ".1%", title: "Share of arm" },
            ],
          },
        },
        {
          data: { values: [{ zero: 0 }] },
          mark: { type: "rule", color: palette.reference },
          encoding: { y: { field: "zero", type: "quantitative" } },
        },
        ...[
          { text: "treated user-days", colour: palette.treated, y: 10 },
          { text: "untreated user-days", colour: palette.control, y: 250 },
        ].map(({ text, colour, y }) => ({
          data: { values: [{ text }] },
          mark: { type: "text", align: "right", fontWeight: 600, fontSize: 13, color: colour },
          encoding: { x: { datum: 0.96, type: "quantitative" }, y: { value: y }, text: { field: "text" } },
        })),
      ],
    };
  },
};
