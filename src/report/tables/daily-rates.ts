import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatDate } from "../format/date.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";

type DailyRate = StudyResult["dailyRates"][number];

const unknown = html`<span class="note">not known</span>`;

/** Activity, treatment and outcome day by day. */
export const dailyRatesTable = defineTable<DailyRate>({
  name: "daily-rates",
  caption: "Activity, treatment and outcome by day",
  rows: (result) => result.dailyRates,
  columns: (result) => [
    {
      name: "date",
      label: "Day",
      unit: "",
      kind: "text",
      sentence: "Calendar day.",
      value: (row) => row.date,
      cell: (row) => html`<span class="nowrap">${formatDate(row.date)}</span>`,
    },
    {
      name: "at_risk",
      label: "Users at risk",
      unit: "",
      kind: "number",
      sentence: "Users who could have been active on the day.",
      value: (row) => row.atRisk,
      cell: (row) => formatCount(row.atRisk),
    },
    {
      name: "active_rate",
      label: "Active",
      unit: "",
      kind: "number",
      sentence: "Share of users at risk who were active.",
      value: (row) => row.activeRate,
      cell: (row) => formatShare(row.activeRate),
    },
    {
      name: "treatment_rate",
      label: "Treated",
      unit: "",
      kind: "number",
      sentence: "Share of available user-days that were treated.",
      value: (row) => row.treatmentRate,
      cell: (row) => (row.treatmentRate === null ? unknown : formatShare(row.treatmentRate)),
    },
    {
      name: "outcome_mean",
      label: "Mean outcome",
      unit: displayUnit(result.outcome.unit).mean,
      kind: "number",
      sentence: "Mean outcome of the user-days of the day; not known near the end of the log.",
      value: (row) => row.outcomeMean,
      cell: (row) =>
        row.outcomeMean === null
          ? unknown
          : formatNumber(displayUnit(result.outcome.unit).factor * row.outcomeMean),
    },
  ],
});
