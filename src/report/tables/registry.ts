import type { Table } from "../table.js";
import { adjustmentTable } from "./adjustment.js";
import { attritionTable } from "./attrition.js";
import { auditTable } from "./audit.js";
import { balanceTable } from "./balance.js";
import { balanceByDayTable } from "./balance-by-day.js";
import { balanceDistributionsTable } from "./balance-distributions.js";
import { balanceProductsTable } from "./balance-products.js";
import { bootstrapTable } from "./bootstrap.js";
import { boundTable } from "./bound.js";
import { calibrationTable } from "./calibration.js";
import { dailyRatesTable } from "./daily-rates.js";
import { doseResponseTable } from "./dose-response.js";
import { effectByPeriodTable } from "./effect-by-period.js";
import { effectiveByDayTable } from "./effective-by-day.js";
import { estimatesTable } from "./estimates.js";
import { falsificationTable } from "./falsification.js";
import { feedbackTable } from "./feedback.js";
import { gatesTable } from "./gates.js";
import { heaviestUsersTable } from "./heaviest-users.js";
import { horizonTable } from "./horizon.js";
import { jackknifeTable } from "./jackknife.js";
import { naturalCourseTable } from "./natural-course.js";
import { outcomeCalibrationTable } from "./outcome-calibration.js";
import { overlapTable } from "./overlap.js";
import { overlapByDayTable } from "./overlap-by-day.js";
import { readinessTable } from "./readiness.js";
import { residualsTable } from "./residuals.js";
import { robustnessTable } from "./robustness.js";
import { segmentsTable } from "./segments.js";
import { supportTable } from "./support.js";
import { surrogateTable } from "./surrogate.js";
import { surrogateTestsTable } from "./surrogate-tests.js";
import { truncatedWeightsTable } from "./truncated-weights.js";
import { truncationTable } from "./truncation.js";
import { unsupportedGroupsTable } from "./unsupported-groups.js";
import { weightTailsTable } from "./weight-tails.js";
import { weightsTable } from "./weights.js";
import { weightsByDayTable } from "./weights-by-day.js";

/** Every table of the report, each written to `<name>.csv`. */
export const tables: readonly Table[] = [
  estimatesTable,
  bootstrapTable,
  jackknifeTable,
  gatesTable,
  attritionTable,
  dailyRatesTable,
  adjustmentTable,
  overlapTable,
  overlapByDayTable,
  supportTable,
  unsupportedGroupsTable,
  balanceTable,
  balanceByDayTable,
  balanceProductsTable,
  balanceDistributionsTable,
  truncationTable,
  weightsTable,
  weightsByDayTable,
  effectiveByDayTable,
  weightTailsTable,
  heaviestUsersTable,
  truncatedWeightsTable,
  calibrationTable,
  residualsTable,
  outcomeCalibrationTable,
  naturalCourseTable,
  feedbackTable,
  horizonTable,
  doseResponseTable,
  segmentsTable,
  effectByPeriodTable,
  surrogateTable,
  surrogateTestsTable,
  falsificationTable,
  robustnessTable,
  boundTable,
  readinessTable,
  auditTable,
];
