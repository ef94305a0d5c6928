import { balanceBeyondMeans } from "../balance-beyond-means.js";
import { balanceControl } from "../balance-control.js";
import { balanceFacts } from "../balance-facts.js";
import { html } from "../html.js";
import { lovePlotControl } from "../love-plot/love-plot-control.js";
import type { Section } from "../section.js";
import { balanceTable } from "../tables/balance.js";
import { balanceByDayTable } from "../tables/balance-by-day.js";

/** Whether treated and untreated user-days had the same past, before and after weighting. */
export const balanceSection: Section = {
  id: "balance",
  title: "Balance",
  lead: () =>
    "Treated and untreated user-days should have had the same past. Differences are in standard deviations: within 0.1 (dashed) is good, beyond 0.2 (dotted) fails.",
  body: ({ result, figure }) =>
    html`${balanceFacts(result)}${lovePlotControl(result)}${figure("balance")}<details data-found-by="balance"><summary>Numbers by covariate</summary>${balanceTable.render(result)}</details>${balanceBeyondMeans(result)}${
      balanceByDayTable.size(result) === 0
        ? null
        : html`${balanceControl(result)}${figure("balance-by-day")}<details><summary>Every covariate over the days</summary>${balanceByDayTable.render(result)}</details>`
    }`,
};
