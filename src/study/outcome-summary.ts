import { describeWindow } from "../definition/day-window.js";
import { PanelError } from "../errors.js";
import type { Panel } from "../panel/panel.js";
import { shareOfUserDays } from "../results/display-unit.js";
import type { StudyResult } from "./schemas/result-schema.js";

/**
 * The outcome as results describe it. The mean of an outcome that is 0 or 1 is a share of user-days.
 * @throws PanelError `panel.column-unknown`
 */
export function outcomeSummary({ columns }: Pick<Panel, "columns">, outcome: string): StudyResult["outcome"] {
  const column = columns.find(({ name }) => name === outcome);
  if (column === undefined)
    throw new PanelError(
      "panel.column-unknown",
      `the outcome "${outcome}" is not a column of the panel; it has ${columns.map(({ name }) => name).join(", ")}`,
      { name: outcome },
    );
  const { name, unit, window, sentence } = column;
  return { name, unit: unit === "0 or 1" ? shareOfUserDays : unit, window: describeWindow(window), sentence };
}
