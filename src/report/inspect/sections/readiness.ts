import { countOf } from "../../format/plural.js";
import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { readinessTable } from "../tables/readiness.js";
import { stretchTable } from "../tables/stretch.js";

/** Whether the panel can carry a question. */
export const readinessSection: InspectSection = {
  id: "readiness",
  title: "Readiness",
  lead: ({ summary }) => {
    const checks = summary.readiness_checks;
    const passed = checks.filter(({ passes }) => passes).length;
    return `${passed === checks.length ? "All" : `${passed} of`} ${countOf(checks.length, "check")} pass. Passing does not prove that an effect is identified; not passing says that the log is too thin.`;
  },
  body: ({ inspection, figures }) =>
    html`${readinessTable.render(inspection)}${inspection.stretch === null ? null : html`<p class="prose">A question about several days asks more. As an example, <code>${inspection.stretch.treatment}</code> over ${countOf(inspection.stretch.days, inspection.overview.step)} with <code>${inspection.stretch.outcome}</code> as outcome:</p>${figures("support")}${stretchTable.render(inspection)}`}`,
};
