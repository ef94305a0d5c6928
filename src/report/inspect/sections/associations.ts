import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { associationsTable } from "../tables/associations.js";

/** Unadjusted differences of later outcomes, marked as such. */
export const associationsSection: InspectSection = {
  id: "associations",
  title: "Associations",
  drawn: ({ summary }) => summary.naive_associations.length > 0,
  lead: () =>
    "What later outcomes look like by treatment, with nothing adjusted for. These are associations: days differ before treatment, as the next part shows. They are no effects and no ground for a decision.",
  body: ({ inspection, figures }) => html`${figures("associations")}${associationsTable.render(inspection)}`,
};
