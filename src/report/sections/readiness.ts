import { countOf } from "../format/plural.js";
import type { Section } from "../section.js";
import { readinessTable } from "../tables/readiness.js";

/** Whether the panel is rich enough for questions of this kind. */
export const readinessSection: Section = {
  id: "readiness",
  title: "Readiness",
  lead: ({ result: { readiness } }) => {
    const passed = readiness.filter((check) => check.passes).length;
    return `${passed === readiness.length ? "All" : `${passed} of`} ${countOf(readiness.length, "check")} of the panel pass${readiness.length === 1 ? "es" : ""}. They judge the candidate treatments that the panel declares, not the one analysed here. Passing does not prove that an effect is identified; failing would say that the log is too thin.`;
  },
  body: ({ result }) => readinessTable.render(result),
};
