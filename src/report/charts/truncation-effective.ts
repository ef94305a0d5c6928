import type { Chart } from "../chart.js";
import { formatCount } from "../format/count.js";
import { formatShare } from "../format/share.js";
import { truncationTable } from "../tables/truncation.js";
import { chosenStep, truncationAxis, truncationParam } from "../truncation/truncation-axis.js";
import { cutLabel, cutWords, truncationSteps } from "../truncation/truncation-steps.js";

/** Effective user-days by how much of the weights is cut. */
export const truncationEffectiveChart: Chart = {
  name: "truncation-effective",
  drawn: (result) => truncationSteps(result).length > 1,
  title: (result) => {
    const steps = truncationSteps(result);
    const [first, last] = [steps[0]!, steps.at(-1)!];
    const share = (step: typeof first): string => formatShare(step.effective / step.rows);
    return `Cutting weights ${cutWords(last)} leaves ${share(last)} of the user-days effective, not ${share(first)}`;
  },
  description: (result) =>
    `A line of the effective user-days as a share of all, one dot a truncation: ${truncationSteps(result)
      .map((step) => `${cutLabel(step)} ${formatShare(step.effective / step.rows)}`)
      .join(", ")}.`,
  table: truncationTable,
  view: (result, palette) => {
    const values = truncationSteps(result).map((step, index) => ({
      index,
      cut: cutLabel(step),
      share: step.effective / step.rows,
      words: cutWords(step),
      effective: formatCount(step.effective),
    }));
    const y = {
      field: "share",
      type: "quantitative",
      title: "Effective user-days",
      scale: { domain: [0, 1] },
      axis: { grid: true, tickCount: 4, format: ".0%" },
    };
    const tooltip = [
      { field: "words", title: "Weights cut" },
      { field: "effective", title: "Effective user-days" },
      { field: "share", type: "quantitative", format: ".1%", title: "Share of all" },
    ];
    return {
      params: [truncationParam],
      data: { values },
      height: 150,
      encoding: { x: truncationAxis },
      layer: [
        chosenStep(palette),
        { mark: { type: "line", strokeWidth: 2, color: palette.control }, encoding: { y } },
        {
          mark: { type: "point", filled: true, size: 90, opacity: 1, color: palette.control },
          encoding: { y, tooltip },
        },
      ],
    };
  },
};
