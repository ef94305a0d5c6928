import { energyDistanceRecord } from "./balance/energy-distance.js";
import { kolmogorovSmirnovRecord } from "./balance/kolmogorov-smirnov.js";
import { mahalanobisRecord } from "./balance/mahalanobis-balance.js";
import { overlapCoefficientRecord } from "./balance/overlap-coefficient.js";
import { treatmentCorrelationRecord } from "./balance/treatment-correlations.js";
import { varianceRatioRecord } from "./balance/variance-ratio.js";
import { thinDaysRecord } from "./day-support.js";
import type { Diagnostic } from "./diagnostic.js";
import { dominatingRowRecord } from "./dominating-row.js";
import { effectiveSampleSizeRecord, effectiveUsersRecord } from "./effective-sample-size.js";
import { fixedQuotaRecord } from "./fixed-quota.js";
import { largestUserRecord } from "./largest-user.js";
import { meanWeightRecord } from "./mean-weight.js";
import { overlapRecord } from "./overlap.js";
import { calibrationRecord } from "./prediction/calibration-line.js";
import { naturalCourseRecord } from "./prediction/natural-course.js";
import { standardizedMeanDifferenceRecord } from "./standardized-mean-difference.js";
import { commonSupportRecord } from "./support/common-support.js";
import { equipoiseRecord } from "./support/equipoise.js";
import { unsupportedGroupsRecord } from "./support/unsupported-groups.js";
import { treatmentFeedbackRecord } from "./treatment-feedback.js";
import { armUsersRecord, oneSidedUsersRecord } from "./user-support.js";
import { weightTailRecord } from "./weight-tails.js";

/** Every diagnostic, in the order in which a reader should look at them. */
export const diagnostics: readonly Diagnostic[] = [
  standardizedMeanDifferenceRecord,
  varianceRatioRecord,
  kolmogorovSmirnovRecord,
  overlapCoefficientRecord,
  energyDistanceRecord,
  mahalanobisRecord,
  treatmentCorrelationRecord,
  overlapRecord,
  equipoiseRecord,
  commonSupportRecord,
  unsupportedGroupsRecord,
  armUsersRecord,
  thinDaysRecord,
  oneSidedUsersRecord,
  effectiveSampleSizeRecord,
  effectiveUsersRecord,
  meanWeightRecord,
  weightTailRecord,
  largestUserRecord,
  dominatingRowRecord,
  calibrationRecord,
  naturalCourseRecord,
  treatmentFeedbackRecord,
  fixedQuotaRecord,
];
