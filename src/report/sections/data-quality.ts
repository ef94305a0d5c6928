import type { Section } from "../section.js";
import { auditTable } from "../tables/audit.js";

/** What was found in the log and what was done about it. */
export const dataQualitySection: Section = {
  id: "data-quality",
  title: "Data quality",
  lead: ({ result }) =>
    `Every row that was dropped, repaired or kept in spite of a fault, in the ${result.log.origin} log “${result.log.source}”.`,
  body: ({ result }) => auditTable.render(result),
};
