import type { Chart } from "../chart.js";
import { confounderChart } from "../confounders/confounder-chart.js";
import { formatShare } from "../format/share.js";
import { robustnessTable } from "../tables/robustness.js";

/** What would be left of the linear companion's estimate under hidden confounders of every strength. */
export const robustnessChart: Chart = confounderChart({
  name: "robustness",
  of: (result) => result.sensitivity!.robustness,
  title: (result) => {
    const { value, benchmarks, estimate } = result.sensitivity!.robustness;
    const turned = benchmarks.filter((row) => Math.sign(row.estimate) !== Math.sign(estimate!));
    const found =
      turned.length === 0
        ? "none as strong as a column shown would"
        : `one as strong as ${turned.reduce((a, b) => (Math.abs(b.estimate) > Math.abs(a.estimate) ? b : a)).column} would`;
    return `A hidden confounder must explain ${formatShare(value!)} of what is left of treatment and outcome to undo the effect; ${found}`;
  },
  across: "Share of treatment's remaining variance it explains",
  table: robustnessTable,
});
