import { displayUnit } from "../results/display-unit.js";
import type { StudyResult } from "../study/schemas/result-schema.js";
import { formatCount } from "./format/count.js";
import { formatEstimate, formatInterval } from "./format/estimate.js";
import { trueMinus } from "./format/true-minus.js";
import { isRefusal } from "./headline-words.js";
import { type Html, html } from "./html.js";
import type { SectionContext } from "./section.js";
import { effectByPeriodTable } from "./tables/effect-by-period.js";
import { segmentsTable } from "./tables/segments.js";

type Segments = NonNullable<StudyResult["segments"]>;

const together = (level: number, what: string): string =>
  `${Math.round(100 * level)}% intervals that hold for all ${what} together, and p-values adjusted for all of them, clustered by user; the fitted models are those of the whole analysis, and their uncertainty is inside.`;

const columnWords = ({ columns }: Segments): readonly string[] =>
  columns.map(({ label, cut, cutPoints, sentence, caveats }) =>
    trueMinus(
      [sentence, ...(cutPoints.length === 0 ? [] : [`Segments of ${label} are ${cut}.`]), ...caveats].join(
        " ",
      ),
    ),
  );

/** Effects by segment and by calendar week as articles of the results, and what could not be formed with its reason. */
export function segmentParts({ result, figure }: SectionContext): Html {
  const { segments, effectByPeriod } = result;
  const tag = isRefusal(result) ? "an association, as the headline" : "shown, judged by nobody";
  const missing = [
    ...(segments !== undefined && segments.reason !== null ? [["By segment", segments.reason] as const] : []),
    ...(effectByPeriod !== undefined && effectByPeriod.reason !== null
      ? [["By calendar week", effectByPeriod.reason] as const]
      : []),
  ];
  return html`${
    segments === undefined || segments.reason !== null
      ? null
      : html`<article class="check" id="result-segments">
<p class="eyebrow">By segment <span class="tag">${tag}</span></p>
${figure("segments")}
${columnWords(segments).map((words) => html`<p class="prose">${words}</p>`)}
<p class="fine">${segments.estimator}, averaged within each segment: ${together(segments.level, "segments")}</p>
<details><summary>By segment in numbers</summary>${segmentsTable.render(result)}</details>
</article>`
  }${
    effectByPeriod === undefined || effectByPeriod.reason !== null
      ? null
      : html`<article class="check" id="result-effect-by-period">
<p class="eyebrow">By calendar week <span class="tag">${tag}</span></p>
${figure("effect-by-period")}
<p class="prose">${trueMinus(effectByPeriod.sentence)}</p>
<p class="fine">${effectByPeriod.estimator}, averaged within each ${effectByPeriod.weeks === 1 ? "week" : `period of ${effectByPeriod.weeks} weeks`}: ${together(effectByPeriod.level, "of them")}</p>
<details><summary>By calendar week in numbers</summary>${effectByPeriodTable.render(result)}</details>
</article>`
  }${
    missing.length === 0
      ? null
      : html`<dl class="rules">${missing.map(([label, reason]) => html`<div><dt>${label}</dt><dd>Not evaluated: ${reason}.</dd></div>`)}</dl>`
  }`;
}

/** Segment, user-days, estimate and joint interval of every segment that was evaluated, as readers see them. */
export function segmentRows({ segments, outcome }: StudyResult): readonly (readonly string[])[] {
  const { factor } = displayUnit(outcome.unit);
  return (segments?.columns ?? []).flatMap(({ label, segments: rows }) =>
    rows.map(({ segment, rows: userDays, estimate, standardError, lower, upper, reason }) => [
      `${label}: ${segment}`,
      formatCount(userDays),
      ...(estimate === null || standardError === null
        ? [reason ?? "not evaluated", "–"]
        : [
            formatEstimate(factor * estimate, factor * standardError),
            formatInterval({ lower: factor * lower!, upper: factor * upper! }, factor * standardError),
          ]),
    ]),
  );
}

/** The same as lines of Markdown text; empty for results without these parts. */
export const segmentLines = ({ segments, effectByPeriod }: StudyResult): readonly string[] => [
  ...(segments === undefined
    ? []
    : segments.reason === null
      ? columnWords(segments).map((words) => `By segment: ${words}`)
      : [`By segment: not evaluated: ${segments.reason}.`]),
  ...(effectByPeriod === undefined ? [] : [`By calendar week: ${trueMinus(effectByPeriod.sentence)}`]),
];
