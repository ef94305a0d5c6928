import { countOf } from "../../format/plural.js";
import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { coverageTable } from "../tables/coverage.js";
import { inventoryTable } from "../tables/inventory.js";
import { missingnessTable } from "../tables/missingness.js";

/** How much was logged and what is missing. */
export const coverageSection: InspectSection = {
  id: "coverage",
  title: "Coverage",
  lead: ({ overview, people }) => {
    const moved = people.some(({ entered, left }, index) => (index > 0 && entered > 0) || left > 0);
    const steady = ` All ${countOf(overview.users, "user")} are at risk from the first ${overview.step} to the last.`;
    return `How much was logged, when, and what the columns lack. Every row counts here, dated or not.${moved ? "" : steady}`;
  },
  body: ({ inspection, figures }) =>
    html`${coverageTable.render(inspection)}${figures("people")}${figures("missingness")}<details><summary>All columns of the events</summary>${missingnessTable.render(inspection)}</details>${(inspection.summary.inner_inventory ?? []).length === 0 ? null : html`<details><summary>What the download holds</summary>${inventoryTable.render(inspection)}</details>`}`,
};
