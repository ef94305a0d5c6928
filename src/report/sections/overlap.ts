import type { StudyResult } from "../../study/schemas/result-schema.js";
import { dataLink } from "../data-link.js";
import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { countOf } from "../format/plural.js";
import { formatShare } from "../format/share.js";
import { type Html, html } from "../html.js";
import type { Section } from "../section.js";
import { overlapTable } from "../tables/overlap.js";
import { overlapByDayTable } from "../tables/overlap-by-day.js";
import { supportTable } from "../tables/support.js";
import { unsupportedGroupsTable } from "../tables/unsupported-groups.js";

/** Groups in which an arm hardly occurs: named, or said to be none. */
function groups(result: StudyResult): Html | null {
  const { support } = result;
  if (support.tried === 0) return null;
  const looked = html`Every condition on one adjustment column and every pair of conditions was tried: ${formatCount(support.tried)} groups. A group is named when an arm has under 2.5% of its user-days and that is rarer than chance makes any of them.`;
  return support.groups.length === 0
    ? html`<h3>No group of users or days lacks an arm</h3><p class="fine">${looked}</p>`
    : html`<h3>${countOf(support.groups.length, "group")}, with ${formatShare(support.groupShare)} of user-days, ${support.groups.length === 1 ? "has" : "have"} hardly any user-day of an arm</h3><p class="fine">${looked} For them the answer is carried over from other user-days.</p>${unsupportedGroupsTable.render(result)}`;
}

/** Whether user-days of every kind could have gone either way. */
export const overlapSection: Section = {
  id: "overlap",
  title: "Overlap",
  lead: ({ result: { overlap } }) =>
    overlap === null
      ? "An effect can be learnt only where both arms occur. No probability of treatment could be fitted; the checks say why."
      : `An effect can be learnt only where both arms occur. Propensities run from ${formatNumber(overlap.lowest, { decimals: 3 })} to ${formatNumber(overlap.highest, { decimals: 3 })}; ${formatShare(overlap.shareOutside)} of user-days lie outside ${formatNumber(overlap.bounds[0])} to ${formatNumber(overlap.bounds[1])}.`,
  body: ({ result, figure }) =>
    html`${figure("overlap")}${supportTable.size(result) === 0 ? null : supportTable.render(result)}${groups(result)}<details><summary>Numbers by propensity</summary>${overlapTable.render(result)}</details>${
      overlapByDayTable.size(result) === 0
        ? null
        : html`<p class="downloads"><span>Save:</span> ${dataLink("overlap-by-day.csv", "text/csv", overlapByDayTable.csv(result), "overlap by day (CSV)")}</p>`
    }`,
};
