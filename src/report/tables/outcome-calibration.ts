import { type CalibrationBin, calibrationColumns } from "../calibration.js";
import { defineTable } from "../table.js";

/** Predicted outcomes beside those observed. */
export const outcomeCalibrationTable = defineTable<CalibrationBin>({
  name: "outcome-calibration",
  caption: "Predicted and observed mean outcome",
  rows: ({ modelChecks }) => modelChecks.outcome?.bins ?? [],
  columns: ({ outcome }) => calibrationColumns("outcome under the treatment received", outcome.unit),
});
