import { html } from "../html.js";
import type { Section } from "../section.js";
import { weightsTable } from "../tables/weights.js";
import { weightsByDayTable } from "../tables/weights-by-day.js";

/** How hard the weighting has to work, and whether it leans on few rows or users. */
export const weightsSection: Section = {
  id: "weights",
  title: "Weights",
  lead: () =>
    "Stabilised weights average 1 when the propensity model fits. Few effective user-days, or one heavy user, mean that the answer rests on little. Daily intervals hold one day at a time: about one in twenty misses 1 by chance.",
  body: ({ result, figure }) =>
    html`${figure("weights-by-day")}${weightsTable.render(result)}<details><summary>Numbers by day</summary>${weightsByDayTable.render(result)}</details>`,
};
