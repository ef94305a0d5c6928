import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { joinsTable } from "../tables/joins.js";
import { metadataTable } from "../tables/metadata.js";
import { segmentsTable } from "../tables/segments.js";

/** How the tables beside the events meet them. */
export const metadataSection: InspectSection = {
  id: "metadata",
  title: "Attributes",
  drawn: ({ summary }) => summary.metadata_diagnostics !== undefined,
  lead: () =>
    "What is known of the users and items behind the events. One row a key is joined, so a join never changes the number of events.",
  body: ({ inspection }) =>
    html`${metadataTable.render(inspection)}${joinsTable.render(inspection)}${segmentsTable.render(inspection)}`,
};
