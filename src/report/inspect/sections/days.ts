import { countOf } from "../../format/plural.js";
import { html } from "../../html.js";
import { daysAPoint } from "../condensed.js";
import type { InspectSection } from "../inspect-section.js";
import { dailyTable } from "../tables/daily.js";
import { peopleTable } from "../tables/people.js";

/** Rates and outcomes over the calendar. */
export const daysSection: InspectSection = {
  id: "days",
  title: "Day by day",
  lead: (inspection) => {
    const { step } = inspection.overview;
    const every = daysAPoint(inspection);
    const runs =
      every === 1 ? "" : ` Each point and row stands for ${countOf(every, step)}; summary.json has them all.`;
    return `Rates and mean outcomes over the users at risk on each ${step}. Trends and jumps here are what calendar terms of an adjustment have to take up.${runs}`;
  },
  body: ({ inspection, figures }) =>
    html`${figures("daily-rates")}${figures("daily-outcomes")}<details><summary>The same in numbers</summary>${dailyTable.render(inspection)}${peopleTable.render(inspection)}</details>`,
};
