import { quantile } from "../numeric/quantile.js";
import type { ComputedTables } from "./computed-tables.js";
import { segmentModerators } from "./segments.js";
import type { StudyTable } from "./study-rows.js";

/** Upper ends of the quarters of the four moderators. */
export const segmentCuts = ({ covariates }: StudyTable): ComputedTables => ({
  segment_cuts: Object.fromEntries(
    Object.entries(segmentModerators).map(([name, column]) => [
      name,
      [0.25, 0.5, 0.75, 1].map((share) => quantile(covariates[column], share)),
    ]),
  ),
});
