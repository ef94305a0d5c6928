import type { Diagnostic } from "./diagnostic.js";
import { dominatingRowRecord } from "./dominating-row.js";
import { effectiveSampleSizeRecord, effectiveUsersRecord } from "./effective-sample-size.js";
import { fixedQuotaRecord } from "./fixed-quota.js";
import { largestUserRecord } from "./largest-user.js";
import { meanWeightRecord } from "./mean-weight.js";
import { overlapRecord } from "./overlap.js";
import { standardizedMeanDifferenceRecord } from "./standardized-mean-difference.js";

/** Every diagnostic, in the order in which a reader should look at them. */
export const diagnostics: readonly Diagnostic[] = [
  standardizedMeanDifferenceRecord,
  overlapRecord,
  effectiveSampleSizeRecord,
  effectiveUsersRecord,
  meanWeightRecord,
  largestUserRecord,
  dominatingRowRecord,
  fixedQuotaRecord,
];
