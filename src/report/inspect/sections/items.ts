import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { itemActivityTable } from "../tables/item-activity.js";
import { itemDaysTable } from "../tables/item-days.js";

/** Popularity of items. */
export const itemsSection: InspectSection = {
  id: "items",
  title: "Items",
  drawn: ({ popularity }) => popularity !== null,
  lead: () => "What the events are about, and how much of them the most popular items take.",
  body: ({ inspection, figures }) =>
    html`${figures("popularity")}${itemActivityTable.render(inspection)}${inspection.summary.item_daily_summary === undefined ? null : itemDaysTable.render(inspection)}`,
};
