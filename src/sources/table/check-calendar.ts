import { dialect } from "../../engine/dialect.js";
import type { Engine } from "../../engine/engine.js";
import { SourceError } from "../../errors.js";
import type { DayRange } from "../day-range.js";
import { stepDate, stepLabel } from "../log-step.js";
import { firstRow } from "./first-row.js";
import { dateOf, plausible } from "./likely-time-unit.js";
import { dayValue, plannedRows, type RowPlan } from "./row-plan.js";
import type { TableFile } from "./table-file.js";

const mostSteps = 200_000;

/**
 * Refuses a calendar that is no log's: days after 2199, which are stray values or a wrong unit, unless the days to read
 * were given an end; and a grid of more than 200,000 steps (547 years of days).
 * @throws SourceError "table.implausible-days" with the first such row, "table.too-many-steps"
 */
export async function checkCalendar(
  engine: Engine,
  file: TableFile,
  plan: RowPlan,
  events: string,
  range: DayRange,
): Promise<void> {
  const number = (value: string): string => `CAST(${dialect.dayNumber(`${value}(event_date)`)} AS DOUBLE)`;
  const found = await engine.objects(
    `SELECT ${number("min")} AS least, ${number("max")} AS most FROM ${events}`,
  );
  const [least, most] = [Number(found[0]?.least), Number(found[0]?.most)];
  const [first, last] = [stepLabel(plan.step, least), stepLabel(plan.step, most)];
  const late = dateOf(plausible.to);
  const lastDay = plan.step.unit === "period" ? 0 : stepDate(plan.step, most);
  if (range.to === undefined && lastDay * 86_400 >= plausible.to) {
    const planned = { ...file, relation: plannedRows(file.relation, plan) };
    const test = `${dayValue} >= DATE '${late}'`;
    const { row, value } = await firstRow(engine, planned, plan.dayColumn, test);
    const leaveOut = plan.step.unit === "day" ? "leave such rows out with --to DAY" : "take such rows out";
    throw new SourceError(
      "table.implausible-days",
      `${file.name}: row ${row}, column "${plan.dayColumn}": "${value}" is a day after 2199, and days run from ${first} to ${last}; ${leaveOut}, or check the column's unit`,
      { table: file.name, column: plan.dayColumn, row, value, first, last },
    );
  }
  if (most - least < mostSteps) return;
  const leaveOut = plan.step.unit === "week" ? "" : ", or leave stray ones out with --from and --to";
  throw new SourceError(
    "table.too-many-steps",
    `${file.name}: "${plan.dayColumn}" runs from ${plan.step.unit} ${first} to ${last}, more than ${mostSteps} steps; check its unit${leaveOut}`,
    { table: file.name, first, last },
  );
}
