import type { Chart } from "../chart.js";
import { balanceChart } from "./balance.js";
import { balanceByDayChart } from "./balance-by-day.js";
import { boundChart } from "./bound.js";
import { calibrationChart } from "./calibration.js";
import { dailyOutcomeChart } from "./daily-outcome.js";
import { dailySharesChart } from "./daily-shares.js";
import { doseResponseChart } from "./dose-response.js";
import { effectByPeriodChart } from "./effect-by-period.js";
import { effectiveByDayChart } from "./effective-by-day.js";
import { estimatesChart } from "./estimates.js";
import { feedbackChart } from "./feedback.js";
import { horizonChart } from "./horizon.js";
import { naturalCourseChart } from "./natural-course.js";
import { overlapChart } from "./overlap.js";
import { robustnessChart } from "./robustness.js";
import { segmentsChart } from "./segments.js";
import { truncationEffectiveChart } from "./truncation-effective.js";
import { truncationEstimateChart } from "./truncation-estimate.js";
import { weightsByDayChart } from "./weights-by-day.js";
import { windowsChart } from "./windows.js";

/** Every chart of the report, in the order of the page. */
export const charts: readonly Chart[] = [
  estimatesChart,
  dailySharesChart,
  dailyOutcomeChart,
  windowsChart,
  overlapChart,
  balanceChart,
  balanceByDayChart,
  truncationEffectiveChart,
  truncationEstimateChart,
  weightsByDayChart,
  effectiveByDayChart,
  calibrationChart,
  naturalCourseChart,
  feedbackChart,
  horizonChart,
  doseResponseChart,
  segmentsChart,
  effectByPeriodChart,
  robustnessChart,
  boundChart,
];
