import { bootstrapPart } from "../bootstrap-part.js";
import { curveParts } from "../curve-parts.js";
import { html } from "../html.js";
import { jackknifePart } from "../jackknife-part.js";
import type { Section } from "../section.js";
import { segmentParts } from "../segment-parts.js";
import { surrogatePart } from "../surrogate-part.js";
import { estimatesTable } from "../tables/estimates.js";
import { gatesTable } from "../tables/gates.js";

/** The part of an interval's method that the sentence before it does not say: "normal", "t with 12 degrees of freedom". */
const shortMethod = (method: string): string => method.replace(/, clustered by user( and day)?$/, "");

const clusterWords = (methods: readonly string[]): string =>
  methods.every((method) => method.endsWith("clustered by user"))
    ? "Errors are clustered by user and include the uncertainty of the fitted models."
    : "Errors are clustered by user and by day, so that users may share a day's shock, and include the uncertainty of the fitted models. Days count as independent: where the share of treated users and the shocks of the outcome both last over several days, or its window spans them, the errors are too small. Tests between estimators, gates and checks stay clustered by user.";

/** Every number behind the first screen. */
export const resultsSection: Section = {
  id: "results",
  title: "Results",
  lead: ({ result }) =>
    result.headline.reading === "causal"
      ? "Every estimate with its error, arms and sample. Estimators that share an adjustment set share its blind spots: agreement is no proof."
      : "The numbers stay here for the record. They are associations: the gates do not allow them to be read as effects.",
  body: (context) => {
    const { result } = context;
    const methods = result.estimates.map((row) => row.interval.method);
    const critical = [...new Set(methods.map(shortMethod))];
    return html`${estimatesTable.render(result)}<p class="fine">${clusterWords(methods)} Critical values of the intervals: ${critical.join("; ")}.</p>
${(result.notEstimated ?? []).map((none) => html`<p class="fine"><b>${none.label}</b> gave no answer: ${none.reason}</p>`)}${bootstrapPart(result)}${jackknifePart(result)}${curveParts(context)}${segmentParts(context)}${surrogatePart(result)}<details><summary>All gates with their thresholds</summary>${gatesTable.render(result)}</details>`;
  },
};
