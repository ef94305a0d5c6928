import type { StudyResult } from "../../study/result-schema.js";
import { type Html, html } from "../html.js";
import type { Section, SectionContext } from "../section.js";
import { truncationTable } from "../tables/truncation.js";
import { weightsTable } from "../tables/weights.js";
import { weightsByDayTable } from "../tables/weights-by-day.js";
import { truncationControl } from "../truncation/truncation-control.js";

/** What is gained and what is moved by cutting the largest weights. */
function truncation(result: StudyResult, figure: SectionContext["figure"]): Html | null {
  return truncationTable.size(result) < 2
    ? null
    : html`${truncationControl(result)}${figure("truncation-effective")}${figure("truncation-estimate")}${truncationTable.render(result)}`;
}

/** How hard the weighting has to work, and whether it leans on few rows or users. */
export const weightsSection: Section = {
  id: "weights",
  title: "Weights",
  lead: () =>
    "Stabilised weights average 1 when the propensity model fits. Few effective user-days, or one heavy user, mean that the answer rests on little. Daily intervals hold one day at a time: about one in twenty misses 1 by chance.",
  body: ({ result, figure }) =>
    html`${truncation(result, figure)}${figure("weights-by-day")}${weightsTable.render(result)}<details><summary>Numbers by day</summary>${weightsByDayTable.render(result)}</details>`,
};
