import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { auditTable } from "../tables/audit.js";

/** The audit. */
export const dataQualitySection: InspectSection = {
  id: "data-quality",
  title: "Data quality",
  lead: () => "Every row that was dropped, repaired or kept in spite of a fault.",
  body: ({ inspection }) =>
    html`<p class="prose">${inspection.audit.fixedQuota.sentence}</p>${auditTable.render(inspection)}`,
};
