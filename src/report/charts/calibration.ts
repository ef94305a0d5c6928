import { beyondChance, type CalibrationBin } from "../calibration.js";
import type { Chart, ChartView } from "../chart.js";
import { formatNumber } from "../format/number.js";
import type { Palette } from "../palette.js";
import { calibrationTable } from "../tables/calibration.js";

/** Are propensities what they say? */
export const calibrationChart: Chart = {
  name: "calibration",
  drawn: ({ modelChecks }) => (modelChecks.propensity?.bins.length ?? 0) > 1,
  title: ({ modelChecks }) => {
    const { bins } = modelChecks!.propensity!;
    const most = Math.max(...bins.map(({ observed, predicted }) => Math.abs(observed - predicted)));
    const beyond = beyondChance(bins);
    const size = `${formatNumber(100 * most, { decimals: 1 })} percentage points`;
    return beyond === 0
      ? `Propensities are met: no group of user-days was treated more or less often than predicted beyond chance (at most ${size})`
      : `Propensities miss: in ${beyond} of ${bins.length} groups of user-days treatment was more or less frequent than predicted, by up to ${size}`;
  },
  description: ({ modelChecks }) =>
    `Dots are ${modelChecks!.propensity!.bins.length} groups of user-days of like propensity: the observed share of treated ones against the predicted share. On the dashed diagonal they agree; bars are intervals of the observed share, simultaneous over the groups and clustered by user.`,
  table: calibrationTable,
  view: ({ modelChecks }, palette) => calibrationView(modelChecks!.propensity!.bins, palette),
};

/** Observed against predicted means around the diagonal, with the interval of each difference. */
function calibrationView(bins: readonly CalibrationBin[], palette: Palette): ChartView {
  const short = (value: number): number => Number((100 * value).toPrecision(4));
  const values = bins.map(({ from, to, rows, predicted, observed, lower, upper }) => ({
    from: short(from),
    to: short(to),
    rows,
    predicted: short(predicted),
    observed: short(observed),
    low: short(predicted + lower),
    high: short(predicted + upper),
  }));
  const ends = values.flatMap(({ predicted, low, high }) => [predicted, low, high]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const format = ".1f";
  const quantity = (field: string, title: string | null, ticks: unknown) => ({
    field,
    type: "quantitative",
    title,
    scale: { domain: [least, most], zero: false, nice: true },
    axis: { grid: true, tickCount: ticks },
  });
  const x = quantity("predicted", "Predicted share of treated user-days (%)", { expr: "narrow ? 4 : 8" });
  const y = quantity("observed", "Observed share (%)", 6);
  return {
    data: { values },
    height: 260,
    layer: [
      {
        data: { values: [least, most].map((predicted) => ({ predicted, observed: predicted })) },
        mark: { type: "line", strokeDash: [6, 4], strokeWidth: 1, color: palette.reference },
        encoding: { x, y },
      },
      {
        mark: { type: "rule", strokeWidth: 6, strokeCap: "round", opacity: 0.3, color: palette.control },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
      },
      {
        mark: { type: "point", filled: true, size: 70, opacity: 1, color: palette.control },
        encoding: {
          x,
          y,
          tooltip: [
            { field: "rows", type: "quantitative", format: ",", title: "User-days" },
            { field: "from", type: "quantitative", format, title: "Predicted from (%)" },
            { field: "to", type: "quantitative", format, title: "to (%)" },
            { field: "predicted", type: "quantitative", format, title: "Predicted (%)" },
            { field: "observed", type: "quantitative", format, title: "Observed (%)" },
          ],
        },
      },
    ],
  };
}
