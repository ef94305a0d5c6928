import { displayUnit } from "../../results/display-unit.js";
import type { Chart } from "../chart.js";
import { inUnit, withUnit } from "../format/amount.js";
import { formatEstimate, formatInterval } from "../format/estimate.js";
import { truncationTable } from "../tables/truncation.js";
import { chosenStep, truncationAxis, truncationParam } from "../truncation/truncation-axis.js";
import { cutLabel, cutWords, shownSteps } from "../truncation/truncation-steps.js";

/** The weighted estimate with its interval by how much of the weights is cut. */
export const truncationEstimateChart: Chart = {
  name: "truncation-estimate",
  drawn: (result) => shownSteps(result).length > 1,
  title: (result) => {
    const steps = shownSteps(result);
    const [first, last] = [steps[0]!, steps.at(-1)!];
    const moved = Math.abs(last.estimate - first.estimate) / first.standardError;
    const words =
      moved < 0.5
        ? "by less than half its standard error"
        : `from ${formatEstimate(first.estimate, first.standardError)} to ${withUnit(formatEstimate(last.estimate, last.standardError), displayUnit(result.outcome.unit).difference)}`;
    return `Truncation moves the weighted estimate ${words}`;
  },
  description: (result) =>
    `Dots are weighted estimates, bars their confidence intervals, one a truncation: ${shownSteps(result)
      .map((step) => `${cutLabel(step)} ${formatEstimate(step.estimate, step.standardError)}`)
      .join(", ")}.`,
  table: truncationTable,
  view: (result, palette) => {
    const unit = displayUnit(result.outcome.unit).difference;
    const values = shownSteps(result).map((step, index) => ({
      index,
      cut: cutLabel(step),
      estimate: step.estimate,
      lower: step.lower,
      upper: step.upper,
      words: cutWords(step),
      written: formatEstimate(step.estimate, step.standardError),
      interval: formatInterval(step, step.standardError),
    }));
    const tooltip = [
      { field: "words", title: "Weights cut" },
      { field: "written", title: `Estimate${inUnit(unit)}` },
      { field: "interval", title: "Interval" },
    ];
    const y = {
      field: "lower",
      type: "quantitative",
      title: `Treated minus untreated${inUnit(unit)}`,
      axis: { grid: true, tickCount: 5 },
      scale: { zero: true },
    };
    return {
      params: [truncationParam],
      data: { values },
      height: 190,
      encoding: { x: truncationAxis },
      layer: [
        chosenStep(palette),
        {
          data: { values: [{ zero: 0 }] },
          mark: { type: "rule", strokeWidth: 1 },
          encoding: { x: { value: 0 }, x2: { value: "width" }, y: { field: "zero", type: "quantitative" } },
        },
        {
          mark: { type: "rule", strokeWidth: 7, strokeCap: "round", opacity: 0.32, color: palette.control },
          encoding: { y, y2: { field: "upper" }, tooltip },
        },
        {
          mark: { type: "point", filled: true, size: 90, opacity: 1, color: palette.control },
          encoding: { y: { field: "estimate", type: "quantitative" }, tooltip },
        },
      ],
    };
  },
};
