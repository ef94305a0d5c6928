import type { Inspection } from "../../panel/inspection/inspection.js";
import { dailyData, dayAxis, dayTip } from "../day-axis.js";
import { daysAPoint } from "./condensed.js";

type Plain = Readonly<Record<string, unknown>>;

const isPeriod = (inspection: Inspection): boolean => inspection.overview.step === "period";

/** Rows by step, each with its label in `date`; a step on which nobody was logged breaks the lines. */
export function stepData(inspection: Inspection, rows: readonly Plain[]): Plain {
  // Where a row stands for several days, a run may reach over a gap.
  const gaps = daysAPoint(inspection) > 1 ? [] : inspection.overview.gaps.map(({ from }) => ({ date: from }));
  const place = (row: Plain): number =>
    isPeriod(inspection) ? Number(row.date) : Date.parse(`${String(row.date)}T00:00:00Z`);
  const held = new Set(rows.map((row) => row.date));
  const all = [...rows, ...gaps.filter(({ date }) => !held.has(date))].sort((a, b) => place(a) - place(b));
  return isPeriod(inspection)
    ? { values: all.map((row) => ({ ...row, date: Number(row.date) })) }
    : dailyData(all);
}

/** Horizontal axis of days, weeks (their first days) or numbered periods. */
export const stepAxis = (inspection: Inspection): Plain =>
  isPeriod(inspection)
    ? {
        field: "date",
        type: "quantitative",
        title: "Period",
        scale: { zero: false, nice: false },
        axis: { tickMinStep: 1, tickCount: { expr: "narrow ? 5 : 10" } },
      }
    : dayAxis;

/** A layer of one invisible bar a step that shows a thin line and the step's numbers under the pointer. */
export const stepReader = (inspection: Inspection, tooltip: readonly unknown[], colour: string): Plain => ({
  params: [
    { name: "day", select: { type: "point", on: "pointerover", clear: "pointerout", encodings: ["x"] } },
  ],
  mark: { type: "rule", strokeWidth: 9, color: colour },
  encoding: {
    x: stepAxis(inspection),
    y: { value: 0 },
    y2: { value: "height" },
    opacity: { condition: { param: "day", empty: false, value: 0.18 }, value: 0 },
    tooltip: [
      isPeriod(inspection) ? { field: "date", type: "quantitative", title: "Period" } : dayTip,
      ...tooltip,
    ],
  },
});
