import { type CovariateDays, type DaySummary, everyBalanceDays } from "../balance-days.js";
import { formatCount } from "../format/count.js";
import { formatDate } from "../format/date.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { type Column, defineTable } from "../table.js";

const none = html`<span class="note">not formed</span>`;

const summaryColumns = (
  key: "before" | "after",
  words: "before" | "after",
): readonly Column<CovariateDays>[] => {
  const size = (pick: (found: DaySummary) => number) => (row: CovariateDays) =>
    row[key] === null ? null : pick(row[key]);
  const written = (value: number | null) => (value === null ? none : formatNumber(value, { decimals: 3 }));
  const [mean, largest] = [size((found) => found.mean), size((found) => found.largest)];
  const average = size((found) => found.average);
  return [
    {
      name: `average_${words}`,
      label: `Average ${words}`,
      unit: "SD",
      kind: "number",
      sentence: `Mean over days of the signed standardised difference ${words} weighting; what chance does to single days cancels.`,
      value: average,
      cell: (row) => {
        const found = average(row);
        return found === null ? none : formatNumber(found, { decimals: 3, sign: true });
      },
    },
    {
      name: `mean_${words}`,
      label: `Mean |difference| ${words}`,
      unit: "SD",
      kind: "number",
      sentence: `Mean over days of the absolute standardised difference ${words} weighting.`,
      value: mean,
      cell: (row) => written(mean(row)),
    },
    {
      name: `largest_${words}`,
      label: `Largest ${words}`,
      unit: "SD",
      kind: "number",
      sentence: `Largest absolute standardised difference of a day ${words} weighting.`,
      value: largest,
      cell: (row) => written(largest(row)),
    },
    {
      name: `worst_day_${words}`,
      label: "on",
      unit: "",
      kind: "text",
      sentence: `Day of the largest difference ${words} weighting.`,
      value: (row) => row[key]?.worstDay ?? null,
      cell: (row) =>
        row[key] === null ? none : html`<span class="nowrap">${formatDate(row[key].worstDay)}</span>`,
    },
  ];
};

/** Balance over the days, one row a covariate. */
export const balanceByDayTable = defineTable<CovariateDays>({
  name: "balance-by-day",
  caption: "Balance over the days",
  rows: everyBalanceDays,
  columns: () => [
    {
      name: "covariate",
      label: "Covariate",
      unit: "",
      kind: "text",
      sentence: "Adjustment term.",
      value: (row) => row.covariate,
      cell: (row) => html`<code>${row.covariate}</code>`,
    },
    {
      name: "days",
      label: "Days",
      unit: "",
      kind: "number",
      sentence: "Days on which both arms were large enough to judge it.",
      value: (row) => row.before?.days ?? 0,
      cell: (row) => formatCount(row.before?.days ?? 0),
    },
    ...summaryColumns("before", "before"),
    ...summaryColumns("after", "after"),
  ],
});
