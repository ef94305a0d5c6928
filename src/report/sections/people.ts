import { formatCount } from "../format/count.js";
import { countOf } from "../format/plural.js";
import { html } from "../html.js";
import type { Section } from "../section.js";
import { attritionTable } from "../tables/attrition.js";

/** Who was studied and when: rows lost on the way, and the days of the log. */
export const peopleSection: Section = {
  id: "people",
  title: "Who and when",
  lead: ({ result: { log } }) =>
    `${formatCount(log.users)} users over ${countOf(log.days, "day")}, ${formatCount(log.events)} events, ${formatCount(log.panelRows)} user-days in the panel.${
      log.gapDays === 0 ? "" : ` On ${countOf(log.gapDays, "day")} nobody was logged; no row stands on them.`
    }`,
  body: ({ result, figure }) =>
    html`${attritionTable.render(result)}${figure("daily-shares")}${figure("daily-outcome")}`,
};
