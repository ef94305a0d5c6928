import { actor } from "./actor.js";
import { adjustment } from "./adjustment.js";
import { agreement } from "./agreement.js";
import { armUsers } from "./arm-users.js";
import { balance } from "./balance.js";
import { clusters } from "./clusters.js";
import { dominatingRow } from "./dominating-row.js";
import { dominatingUser } from "./dominating-user.js";
import { effectiveSampleSize } from "./effective-sample-size.js";
import { effectiveUsers } from "./effective-users.js";
import { fixedQuota } from "./fixed-quota.js";
import type { Gate } from "./gate.js";
import { interference } from "./interference.js";
import { meanWeight } from "./mean-weight.js";
import { oneSidedUsers } from "./one-sided-users.js";
import { pastOutcome } from "./past-outcome.js";
import { placeboLead } from "./placebo-lead.js";
import { plasmode } from "./plasmode.js";
import { positivity } from "./positivity.js";
import { thinDays } from "./thin-days.js";
import { unsupportedGroups } from "./unsupported-groups.js";

/** Every gate, in the order in which reports list them. */
export const gates: readonly Gate[] = [
  adjustment,
  balance,
  positivity,
  unsupportedGroups,
  armUsers,
  thinDays,
  oneSidedUsers,
  effectiveSampleSize,
  effectiveUsers,
  meanWeight,
  dominatingUser,
  dominatingRow,
  fixedQuota,
  clusters,
  actor,
  agreement,
  pastOutcome,
  placeboLead,
  plasmode,
  interference,
];
