import { type CalibrationBin, calibrationColumns } from "../calibration.js";
import { defineTable } from "../table.js";

/** Fitted propensities beside what happened. */
export const calibrationTable = defineTable<CalibrationBin>({
  name: "calibration",
  caption: "Predicted and observed share of treated user-days",
  rows: ({ modelChecks }) => modelChecks.propensity?.bins ?? [],
  columns: () => calibrationColumns("share of treated user-days", "share"),
});
