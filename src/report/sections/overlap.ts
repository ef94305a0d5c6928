import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { html } from "../html.js";
import type { Section } from "../section.js";
import { overlapTable } from "../tables/overlap.js";

/** Whether user-days of every kind could have gone either way. */
export const overlapSection: Section = {
  id: "overlap",
  title: "Overlap",
  lead: ({ result: { overlap } }) =>
    overlap === null
      ? "An effect can be learnt only where both arms occur. No probability of treatment could be fitted; the checks say why."
      : `An effect can be learnt only where both arms occur. Propensities run from ${formatNumber(overlap.lowest)} to ${formatNumber(overlap.highest)}; ${formatShare(overlap.shareOutside)} of user-days lie outside ${formatNumber(overlap.bounds[0])} to ${formatNumber(overlap.bounds[1])}.`,
  body: ({ result, figure }) =>
    html`${figure("overlap")}<details><summary>Numbers by propensity</summary>${overlapTable.render(result)}</details>`,
};
