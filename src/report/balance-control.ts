import type { StudyResult } from "../study/schemas/result-schema.js";
import { balanceDays, type DaySummary, worstCovariate } from "./balance-days.js";
import { controlBlock } from "./control.js";
import { formatDate } from "./format/date.js";
import { formatNumber } from "./format/number.js";
import type { Html } from "./html.js";

const mean = (found: DaySummary | null): string =>
  found === null ? "not formed" : `${formatNumber(found.mean, { decimals: 3 })}\u00a0SD`;

const worst = (found: DaySummary | null): string =>
  found === null
    ? "not formed"
    : `${formatNumber(found.largest, { decimals: 3 })}\u00a0SD on ${formatDate(found.worstDay)}`;

/** The list that moves the balance by day to another covariate, with that covariate's summaries. */
export function balanceControl(result: StudyResult): Html | null {
  const found = balanceDays(result);
  if (found.length < 2) return null;
  return controlBlock({
    id: "balance-covariate",
    kind: "list",
    label: "Covariate",
    signal: "covariate",
    charts: ["balance-by-day"],
    reads: ["Mean size over days, before", "Mean size, after", "Largest after"],
    start: found.indexOf(worstCovariate(found)!),
    places: found.map(({ covariate, before, after }) => ({
      words: covariate,
      values: [mean(before), mean(after), worst(after)],
    })),
  });
}
