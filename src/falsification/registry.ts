import type { FalsificationCheck } from "./check.js";
import { adjustmentLadder } from "./checks/adjustment-ladder.js";
import { agreement } from "./checks/agreement.js";
import { dataSubsets } from "./checks/data-subsets.js";
import { interference } from "./checks/interference.js";
import { leaveOneColumnOut } from "./checks/leave-one-column-out.js";
import { negativeControls } from "./checks/negative-controls.js";
import { pastOutcome } from "./checks/past-outcome.js";
import { placeboLead } from "./checks/placebo-lead.js";
import { placeboTreatment } from "./checks/placebo-treatment.js";
import { plasmode } from "./checks/plasmode.js";
import { randomCommonCause } from "./checks/random-common-cause.js";
import { truncationSweep } from "./checks/truncation-sweep.js";

/** Every check that estimates again, in the order in which reports list them. */
export const falsificationChecks: readonly FalsificationCheck[] = [
  pastOutcome,
  negativeControls,
  agreement,
  adjustmentLadder,
  plasmode,
  placeboTreatment,
  placeboLead,
  interference,
  randomCommonCause,
  dataSubsets,
  leaveOneColumnOut,
  truncationSweep,
];
