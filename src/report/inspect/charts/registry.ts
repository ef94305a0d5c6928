import type { ChartFamily } from "../chart-family.js";
import { associationsCharts } from "./associations.js";
import { balanceCharts } from "./balance.js";
import { dailyOutcomesCharts } from "./daily-outcomes.js";
import { dailyRatesCharts } from "./daily-rates.js";
import { distributionsCharts } from "./distributions.js";
import { missingnessCharts } from "./missingness.js";
import { outcomeDistributionsCharts } from "./outcome-distributions.js";
import { peopleCharts } from "./people.js";
import { popularityCharts } from "./popularity.js";
import { supportCharts } from "./support.js";
import { treatmentDistributionsCharts } from "./treatment-distributions.js";
import { userDistributionsCharts } from "./user-distributions.js";

/** Every family of charts of the page about a log. */
export const chartFamilies: readonly ChartFamily[] = [
  associationsCharts,
  balanceCharts,
  dailyOutcomesCharts,
  dailyRatesCharts,
  distributionsCharts,
  missingnessCharts,
  outcomeDistributionsCharts,
  peopleCharts,
  popularityCharts,
  supportCharts,
  treatmentDistributionsCharts,
  userDistributionsCharts,
];
