import type { StudyResult } from "../study/schemas/result-schema.js";

export type EstimateRow = StudyResult["estimates"][number];

/** What part an estimate plays, in words. */
export const roleWords: Readonly<Record<EstimateRow["role"], string>> = {
  primary: "primary, adjusted",
  adjusted: "adjusted",
  unadjusted: "not adjusted",
  sensitivity: "sensitivity",
};

/** The estimate that the headline is about; absent when it could not be formed. */
export const primaryEstimate = (result: StudyResult): EstimateRow | undefined =>
  result.estimates.find((estimate) => estimate.role === "primary");

/** The plain comparison of treated and untreated rows. */
export const unadjustedEstimate = (result: StudyResult): EstimateRow | undefined =>
  result.estimates.find((estimate) => estimate.role === "unadjusted");
