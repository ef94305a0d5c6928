import type { Table } from "../table.js";
import { adjustmentTable } from "./adjustment.js";
import { attritionTable } from "./attrition.js";
import { auditTable } from "./audit.js";
import { balanceTable } from "./balance.js";
import { balanceByDayTable } from "./balance-by-day.js";
import { dailyRatesTable } from "./daily-rates.js";
import { estimatesTable } from "./estimates.js";
import { falsificationTable } from "./falsification.js";
import { gatesTable } from "./gates.js";
import { overlapTable } from "./overlap.js";
import { readinessTable } from "./readiness.js";
import { robustnessTable } from "./robustness.js";
import { truncationTable } from "./truncation.js";
import { weightsTable } from "./weights.js";
import { weightsByDayTable } from "./weights-by-day.js";

/** Every table of the report, each written to `<name>.csv`. */
export const tables: readonly Table[] = [
  estimatesTable,
  gatesTable,
  attritionTable,
  dailyRatesTable,
  adjustmentTable,
  overlapTable,
  balanceTable,
  balanceByDayTable,
  truncationTable,
  weightsTable,
  weightsByDayTable,
  falsificationTable,
  robustnessTable,
  readinessTable,
  auditTable,
];
