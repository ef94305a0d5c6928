import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatShare } from "../format/share.js";
import { type Html, html } from "../html.js";
import type { Section, SectionContext } from "../section.js";
import { heaviestUsersTable } from "../tables/heaviest-users.js";
import { truncatedWeightsTable } from "../tables/truncated-weights.js";
import { truncationTable } from "../tables/truncation.js";
import { weightTailsTable } from "../tables/weight-tails.js";
import { weightsTable } from "../tables/weights.js";
import { weightsByDayTable } from "../tables/weights-by-day.js";
import { truncationControl } from "../truncation/truncation-control.js";

/** What is gained and what is moved by cutting the largest weights. */
function truncation(result: StudyResult, figure: SectionContext["figure"]): Html | null {
  return truncationTable.size(result) < 2
    ? null
    : html`${truncationControl(result)}${figure("truncation-effective")}${figure("truncation-estimate")}${truncationTable.render(result)}`;
}

/** The heaviest user-days and users in words. */
function leaningWords({ tails, heaviestUsers }: NonNullable<StudyResult["weightDetail"]>): string {
  const hundredth = (arm: "treated" | "control"): string =>
    formatShare(tails.find((tail) => tail.arm === arm && tail.heaviest === 0.01)?.shareOfWeight ?? 0);
  const user = heaviestUsers.reduce((a, b) => (b.share > a.share ? b : a));
  return `The heaviest hundredth of the treated user-days carries ${hundredth("treated")} of their weight, that of the untreated ones ${hundredth("control")}; alike weights would give 1%. No user carries more than ${formatShare(user.share)} of an arm's weight (user ${user.user}, ${user.arm === "treated" ? "treated" : "untreated"}).`;
}

/** What the weights lean on: days, tails and users. */
function leaning(result: StudyResult, figure: SectionContext["figure"]): Html | null {
  const { weightDetail } = result;
  return weightDetail === undefined
    ? null
    : html`${figure("effective-by-day")}<p class="prose">${leaningWords(weightDetail)}</p><details><summary>Users and user-days that carry most of the weight</summary>${heaviestUsersTable.render(result)}${weightTailsTable.render(result)}</details>${
        truncatedWeightsTable.size(result) === 0
          ? null
          : html`<details><summary>What truncation moved, by arm</summary>${truncatedWeightsTable.render(result)}</details>`
      }`;
}

/** What the question's own averaging leaves, where it counts some user-days for more than others. */
function averagingWords({ estimates }: StudyResult): Html | null {
  const plain = estimates.find(({ role }) => role === "unadjusted");
  return plain === undefined || plain.n.effective > plain.n.rows - 0.5
    ? null
    : html`<p class="prose">The average that the question names counts some user-days for more than others: before any adjustment it leaves ${formatCount(plain.n.effective)} effective user-days of ${formatCount(plain.n.rows)}.</p>`;
}

/** How hard the weighting has to work, and whether it leans on few rows or users. */
export const weightsSection: Section = {
  id: "weights",
  title: "Weights",
  lead: () =>
    "Stabilised weights average 1 when the propensity model fits. Effective user-days say how many equally weighted ones would carry as much: (sum of weights)² over the sum of squared weights of an arm, added over the arms. Few of them, or one heavy user, mean that the answer rests on little. Daily intervals hold one day at a time: about one in twenty misses 1 by chance.",
  body: ({ result, figure }) =>
    html`${truncation(result, figure)}${figure("weights-by-day")}${weightsTable.render(result)}${averagingWords(result)}<details><summary>Numbers by day</summary>${weightsByDayTable.render(result)}</details>${leaning(result, figure)}`,
};
