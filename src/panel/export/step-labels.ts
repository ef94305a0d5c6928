import { type LogStep, stepLabel } from "../../sources/log-step.js";

/**
 * Rows whose `field` names a step of the grid as if it were a day of 1970 and after ("1970-01-08" for step 7), with the
 * step's own label instead: the first day of the week, or the number of the period. Days stay as they are.
 */
export function withStepLabels<Row extends object>(
  rows: readonly Row[],
  field: keyof Row,
  step: LogStep | undefined,
): readonly Row[] {
  if (step === undefined || step.unit === "day") return rows;
  return rows.map((row) => ({
    ...row,
    [field]: stepLabel(step, Date.parse(`${String(row[field])}T00:00:00Z`) / 86_400_000),
  }));
}
