import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { balanceTable } from "../tables/balance.js";

/** Differences before treatment. */
export const balanceSection: InspectSection = {
  id: "balance",
  title: "Balance",
  drawn: ({ summary }) => summary.confounding_balance.length > 0,
  lead: () =>
    "How much the days before differ between treated and untreated days. What differs here has to be adjusted for before any difference above may be read as an effect.",
  body: ({ inspection, figures }) =>
    html`${figures("balance")}<details><summary>All differences in numbers</summary>${balanceTable.render(inspection)}</details>`,
};
