import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { engagementTable } from "../tables/engagement.js";

/** Distributions over events. */
export const eventsSection: InspectSection = {
  id: "events",
  title: "Events",
  drawn: ({ summary }) => summary.engagement_summary.length > 0,
  lead: () =>
    "How the numbers of an event are spread. Dashed lines are the values from which a measure of the panel counts an event.",
  body: ({ inspection, figures }) => html`${figures("distributions")}${engagementTable.render(inspection)}`,
};
