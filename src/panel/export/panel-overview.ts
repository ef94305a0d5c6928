import { checkCall, kinds } from "../../call-check.js";
import type { LogStep } from "../../sources/log-step.js";
import type { SourceLog } from "../../sources/source.js";
import { dayLabel } from "../log-calendar.js";
import type { Panel } from "../panel.js";

/** A run of steps on which nobody was logged, both ends included, as labels. */
export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/** How large a panel is and when it plays. Labels are days, first days of weeks, or numbers of periods. */
export interface PanelOverview {
  readonly step: LogStep["unit"];
  readonly firstDay: string;
  readonly lastDay: string;
  readonly days: number;
  readonly gapDays: number;
  readonly gaps: readonly Gap[];
  readonly events: number;
  readonly users: number;
  readonly userDays: number;
  readonly availableUserDays: number;
  readonly activeDaysLeftOut: number;
  readonly columns: number;
}

/** Counts a panel's rows and reads its calendar. */
export function panelOverview(panel: Panel, log: Pick<SourceLog, "events">): PanelOverview {
  checkCall("panelOverview", { panel, log }, { panel: kinds.panel, log: kinds.object });
  const { step, days, observed } = panel.calendar;
  const label = (day: number): string => dayLabel(panel.calendar, day);
  let availableUserDays = 0;
  for (const shard of panel.shards())
    for (const value of shard.column(panel.definition.available)) if (value === 1) availableUserDays += 1;
  const gaps: Gap[] = [];
  for (let day = 0; day < days; day++) {
    if (observed[day] === 1) continue;
    let end = day;
    while (end + 1 < days && observed[end + 1] === 0) end += 1;
    gaps.push({ from: label(day), to: label(end), days: end - day + 1 });
    day = end;
  }
  return {
    step: step.unit,
    firstDay: label(0),
    lastDay: label(days - 1),
    days,
    gapDays: gaps.reduce((sum, gap) => sum + gap.days, 0),
    gaps,
    events: log.events,
    users: panel.users.length,
    userDays: panel.rows,
    availableUserDays,
    activeDaysLeftOut: panel.activeDaysLeftOut,
    columns: panel.columns.length,
  };
}
