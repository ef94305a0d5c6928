import type { StudyResult } from "../study/schemas/result-schema.js";
import { trueMinus } from "./format/true-minus.js";
import { isRefusal } from "./headline-words.js";
import { type Html, html } from "./html.js";
import type { SectionContext } from "./section.js";
import { doseResponseTable } from "./tables/dose-response.js";
import { horizonTable } from "./tables/horizon.js";

interface Part {
  readonly id: string;
  readonly label: string;
  readonly chart: string;
  readonly evaluated: boolean;
  /** What was found; why it was not evaluated. */
  readonly sentences: readonly string[];
  readonly fine: string;
  readonly table: (result: StudyResult) => Html;
}

/** The parts that a result has: the difference over the horizon, and by level of the dose. */
function parts({ horizon, doseResponse }: StudyResult): readonly Part[] {
  const apart = doseResponse?.past.tests.some(({ differ }) => differ) ?? false;
  return [
    ...(horizon === undefined
      ? []
      : [
          {
            id: "horizon",
            label: "Over the horizon",
            chart: "horizon",
            evaluated: horizon.evaluated,
            sentences: [horizon.sentence],
            fine: `All points are on the user-days that are complete at the longest window, with the same adjustment and weights; the last point is the primary estimate itself. The part of one ${horizon.step} is its point less the one before.`,
            table: horizonTable.render,
          },
        ]),
    ...(doseResponse === undefined
      ? []
      : [
          {
            id: "dose-response",
            label: "By level of the dose",
            chart: "dose-response",
            evaluated: doseResponse.evaluated,
            sentences: apart
              ? [doseResponse.past.sentence, doseResponse.sentence]
              : [doseResponse.sentence, doseResponse.past.sentence],
            fine: doseResponse.caveat,
            table: doseResponseTable.render,
          },
        ]),
  ];
}

/** Curve and levels as articles of the results, and what could not be formed with its reason. */
export function curveParts({ result, figure }: SectionContext): Html {
  const all = parts(result);
  const missing = all.filter(({ evaluated }) => !evaluated);
  const tag = isRefusal(result) ? "an association only" : "shown, judged by nobody";
  return html`${all
    .filter(({ evaluated }) => evaluated)
    .map(
      ({ id, label, chart, sentences, fine, table }) => html`<article class="check" id="result-${id}">
<p class="eyebrow">${label} <span class="tag">${tag}</span></p>
${figure(chart)}
${sentences.map((words) => html`<p class="prose">${trueMinus(words)}</p>`)}
<p class="fine">${fine}</p>
<details><summary>${label} in numbers</summary>${table(result)}</details>
</article>`,
    )}${
    missing.length === 0
      ? null
      : html`<dl class="rules">${missing.map(({ label, sentences }) => html`<div><dt>${label}</dt><dd>${trueMinus(sentences[0]!)}</dd></div>`)}</dl>`
  }`;
}

/** The same as lines of Markdown text; empty for results without these parts. */
export const curveLines = (result: StudyResult): readonly string[] =>
  parts(result).flatMap(({ label, sentences, evaluated, fine }) => {
    const words = [...sentences, ...(evaluated ? [fine] : [])].filter((sentence) => sentence !== "");
    return [`${label}: ${trueMinus(words.join(" "))}`];
  });
