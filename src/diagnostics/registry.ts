import { thinDaysRecord } from "./day-support.js";
import type { Diagnostic } from "./diagnostic.js";
import { dominatingRowRecord } from "./dominating-row.js";
import { effectiveSampleSizeRecord, effectiveUsersRecord } from "./effective-sample-size.js";
import { fixedQuotaRecord } from "./fixed-quota.js";
import { largestUserRecord } from "./largest-user.js";
import { meanWeightRecord } from "./mean-weight.js";
import { overlapRecord } from "./overlap.js";
import { standardizedMeanDifferenceRecord } from "./standardized-mean-difference.js";
import { armUsersRecord, oneSidedUsersRecord } from "./user-support.js";

/** Every diagnostic, in the order in which a reader should look at them. */
export const diagnostics: readonly Diagnostic[] = [
  standardizedMeanDifferenceRecord,
  overlapRecord,
  armUsersRecord,
  thinDaysRecord,
  oneSidedUsersRecord,
  effectiveSampleSizeRecord,
  effectiveUsersRecord,
  meanWeightRecord,
  largestUserRecord,
  dominatingRowRecord,
  fixedQuotaRecord,
];
