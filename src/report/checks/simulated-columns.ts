import { displayUnit } from "../../results/display-unit.js";
import { formatEstimate, formatStandardError } from "../format/estimate.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { html } from "../html.js";
import type { Column } from "../table.js";
import type { CheckRow } from "./check.js";

type Simulated = NonNullable<CheckRow["simulated"]>;

const none = html`<span aria-label="none">–</span>`;

/** Columns of what simulations with a known effect gave; the estimate beside them is the mean miss. */
export function simulatedColumns(outcomeUnit: string): readonly Column<CheckRow>[] {
  const { factor, difference: unit } = displayUnit(outcomeUnit);
  const column = (
    words: Pick<Column<CheckRow>, "name" | "label" | "unit" | "sentence">,
    value: (row: CheckRow) => number | null,
    write: (simulated: Simulated, row: CheckRow) => string,
  ): Column<CheckRow> => ({
    ...words,
    kind: "number",
    value,
    cell: (row) => (row.simulated === undefined ? none : write(row.simulated, row)),
  });
  return [
    column(
      { name: "truth", label: "Known truth", unit, sentence: "The effect that was put in." },
      ({ simulated }) => simulated?.truth ?? null,
      ({ truth }, { standardError }) =>
        formatEstimate(factor * truth, factor * (standardError ?? truth / 10)),
    ),
    column(
      {
        name: "deviation",
        label: "Scatter",
        unit,
        sentence: "Standard deviation of the estimates; the standard error is the mean of their own.",
      },
      ({ simulated }) => simulated?.deviation ?? null,
      ({ deviation }) => formatStandardError(factor * deviation),
    ),
    column(
      {
        name: "coverage",
        label: "Coverage",
        unit: "",
        sentence: "Share of the intervals that hold the truth.",
      },
      ({ simulated }) => simulated?.coverage ?? null,
      ({ coverage }) => formatShare(coverage),
    ),
    column(
      { name: "replicates", label: "Simulations", unit: "", sentence: "Simulated outcomes." },
      ({ simulated }) => simulated?.replicates ?? null,
      ({ replicates }) => formatNumber(replicates, { decimals: 0 }),
    ),
  ];
}
