import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { treatmentsTable } from "../tables/treatments.js";

/** Candidate treatments. */
export const treatmentsSection: InspectSection = {
  id: "treatments",
  title: "Treatments",
  drawn: ({ summary }) => summary.thresholds.length > 0,
  lead: () =>
    "Candidate treatments with their numbers resolved on this log. They are evaluated on reading: a new one needs no new panel.",
  body: ({ inspection, figures }) =>
    html`${treatmentsTable.render(inspection)}${figures("treatment-distributions")}`,
};
