import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { userActivityTable } from "../tables/user-activity.js";

/** Distributions over users. */
export const usersSection: InspectSection = {
  id: "users",
  title: "Users",
  lead: () =>
    "What users did in the whole log. Users with very few days carry little information about their own past.",
  body: ({ inspection, figures }) =>
    html`${figures("user-distributions")}${userActivityTable.render(inspection)}`,
};
