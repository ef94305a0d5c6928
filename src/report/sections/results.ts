import { html } from "../html.js";
import type { Section } from "../section.js";
import { estimatesTable } from "../tables/estimates.js";
import { gatesTable } from "../tables/gates.js";

/** The part of an interval's method that the sentence before it does not say: "normal", "t with 12 degrees of freedom". */
const shortMethod = (method: string): string => method.replace(", clustered by user", "");

/** Every number behind the first screen. */
export const resultsSection: Section = {
  id: "results",
  title: "Results",
  lead: ({ result }) =>
    result.headline.reading === "causal"
      ? "Every estimate with its error, arms and sample. Estimators that share an adjustment set share its blind spots: agreement is no proof."
      : "The numbers stay here for the record. They are associations: the gates do not allow them to be read as effects.",
  body: ({ result }) => {
    const methods = [...new Set(result.estimates.map((row) => shortMethod(row.interval.method)))];
    return html`${estimatesTable.render(result)}<p class="fine">Errors are clustered by user and include the uncertainty of the fitted models. Critical values of the intervals: ${methods.join("; ")}.</p>
${(result.notEstimated ?? []).map((none) => html`<p class="fine"><b>${none.label}</b> gave no answer: ${none.reason}</p>`)}<details><summary>All gates with their thresholds</summary>${gatesTable.render(result)}</details>`;
  },
};
