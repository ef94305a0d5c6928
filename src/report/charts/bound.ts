import type { Chart } from "../chart.js";
import { confounderChart } from "../confounders/confounder-chart.js";
import { formatShare } from "../format/share.js";
import { boundTable } from "../tables/bound.js";

/** The end of the bound on the side of 0 under hidden confounders of every strength. */
export const boundChart: Chart = confounderChart({
  name: "bound",
  of: (result) => result.sensitivity!.bound,
  title: (result) => {
    const { value, benchmarks, estimate } = result.sensitivity!.bound;
    const turned = benchmarks.filter((row) => Math.sign(row.estimate) !== Math.sign(estimate!));
    const found =
      turned.length === 0
        ? "one as strong as any column shown could not"
        : `one as strong as ${turned[0]!.column} could`;
    return `A hidden confounder could undo the estimate itself from ${formatShare(value!)} of the outcome and of the weights on; ${found}`;
  },
  across: "Share of the variance of the weights that is missed without it",
  table: boundTable,
});
