import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";

/** Distributions of the outcomes that the panel defines. */
export const outcomesSection: InspectSection = {
  id: "outcomes",
  title: "Outcomes",
  drawn: ({ histograms }) => histograms.some(({ of }) => of === "user-days"),
  lead: ({ overview }) =>
    `How the outcomes that a question can ask for are spread over users and ${overview.step}s. A pile at one value (nothing at all, or every ${overview.step}) leaves little for an effect to move.`,
  body: ({ figures }) => html`${figures("outcome-distributions")}`,
};
