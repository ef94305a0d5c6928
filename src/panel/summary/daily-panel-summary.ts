import { dayLabel } from "../log-calendar.js";
import type { Panel } from "../panel.js";
import type { ResolvedTreatment } from "../resolved-treatment.js";
import { treatmentValues } from "../treatment-values.js";
import { addTo } from "./compensated-sum.js";

/** `event_date`, `active_rate`, and `<name>_rate` of each candidate and outcome; null where it is not known. */
export type DailyPanelRow = { readonly event_date: string } & Readonly<
  Record<string, string | number | null>
>;

/**
 * Shares of at-risk user-days that are active and treated, and means of outcomes over those on which they are known,
 * day by day; a day without rows is left out. A candidate "treatment_x" gives "x_rate".
 */
export function dailyPanelSummary(
  panel: Panel,
  treatments: readonly ResolvedTreatment[],
  outcomes: readonly string[],
): readonly DailyPanelRow[] {
  const { days } = panel.calendar;
  const names = [
    "active_rate",
    ...treatments.map(({ name }) => `${name.replace(/^treatment_(?=.)/, "")}_rate`),
    ...outcomes.map((outcome) => `${outcome}_rate`),
  ];
  const rows = new Float64Array(days);
  const cells = Array.from({ length: days }, () =>
    names.map(() => ({ known: 0, sum: { total: 0, lost: 0 } })),
  );
  for (const shard of panel.shards()) {
    const columns = [
      shard.column(panel.definition.available),
      ...treatments.map((treatment) => treatmentValues(shard, treatment)),
      ...outcomes.map((outcome) => shard.column(outcome)),
    ];
    for (const day of shard.day) rows[day]! += 1;
    columns.forEach((values, index) => {
      values.forEach((value, row) => {
        if (Number.isNaN(value)) return;
        const cell = cells[shard.day[row]!]![index]!;
        cell.known += 1;
        addTo(cell.sum, value);
      });
    });
  }
  return cells.flatMap((byName, day) =>
    rows[day] === 0
      ? []
      : [
          {
            event_date: dayLabel(panel.calendar, day),
            ...Object.fromEntries(
              byName.map(({ known, sum }, index) => [
                names[index],
                known === 0 ? null : (sum.total + sum.lost) / known,
              ]),
            ),
          },
        ],
  );
}
