import type { PanelDefinition } from "../definition/panel-definition.js";
import { PanelError } from "../errors.js";
import type { LogStep } from "../sources/log-step.js";
import { userDateColumns } from "./user-dates.js";

/**
 * Refuses what a definition asks of calendar days where the steps of the log are weeks or numbered periods: calendar
 * rules other than `logDay`, and dates of entry or exit where periods have no dates.
 * @throws PanelError `panel.step` with every such rule
 */
export function checkStep(
  definition: Pick<PanelDefinition, "calendar" | "entry" | "exit">,
  step: LogStep = { unit: "day" },
): void {
  if (step.unit === "day") return;
  const rules = Object.entries(definition.calendar)
    .filter(([, { kind }]) => kind !== "logDay")
    .map(([name, { kind }]) => `calendar.${name} is ${kind}()`);
  const dates =
    step.unit === "week"
      ? []
      : Object.entries(userDateColumns(definition)).map(
          ([name, column]) => `the ${name} of a user is read from "${column}"`,
        );
  const faults = [...rules, ...dates];
  if (faults.length === 0) return;
  throw new PanelError(
    "panel.step",
    `the steps of this log are ${step.unit}s, which have no ${step.unit === "week" ? "day of the week, month or the like" : "dates"}: ${faults.join("; ")}; ` +
      `only logDay() (${step.unit}s since the first) says something of ${step.unit}s`,
    { step: step.unit, faults },
  );
}
