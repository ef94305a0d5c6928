import type { StudyResult } from "../../study/schemas/result-schema.js";
import { beyondChance } from "../calibration.js";
import { groupedCounts } from "../format/grouped-counts.js";
import { trueMinus } from "../format/true-minus.js";
import { type Html, html } from "../html.js";
import type { Section, SectionContext } from "../section.js";
import { calibrationTable } from "../tables/calibration.js";
import { feedbackTable } from "../tables/feedback.js";
import { outcomeCalibrationTable } from "../tables/outcome-calibration.js";
import { residualsTable } from "../tables/residuals.js";

interface Entry {
  readonly id: string;
  readonly label: string;
  /** What is drawn or, without a chart, the head that stands for its title. */
  readonly chart: string | { readonly head: string };
  readonly sentence: string;
  readonly fine: string;
  /** Tables; none where the chart's file is all there is. */
  readonly numbers: Html | null;
}

const entry = ({ id, label, chart, sentence, fine, numbers }: Entry, { figure }: SectionContext): Html =>
  html`<article class="check" id="model-${id}">
<p class="eyebrow">${label} <span class="tag">shown, judged by nobody</span></p>
${typeof chart === "string" ? figure(chart) : html`<h3>${chart.head}</h3>`}
${sentence === "" ? null : html`<p class="prose">${groupedCounts(trueMinus(sentence))}</p>`}
<p class="fine">${fine}</p>
${numbers === null ? null : html`<details><summary>${label} in numbers</summary>${numbers}</details>`}
</article>`;

function entries({ result }: SectionContext): readonly Entry[] {
  const { modelChecks, feedback } = result;
  const propensity = modelChecks.propensity;
  const outcome = modelChecks.outcome;
  const course = modelChecks.naturalCourse;
  return [
    ...(propensity === null
      ? []
      : [
          {
            id: "propensity",
            label: "Calibration of the propensity",
            chart: "calibration",
            // without a slope it says what the chart's title says
            sentence: propensity.crossFitted ? propensity.sentence : "",
            fine: `${
              propensity.crossFitted
                ? "Every user-day's propensity comes from a model that did not see its user."
                : "The model was fitted to these user-days, so mean and slope agree by construction; groups that miss show terms that it lacks."
            } A treated user-day has the higher propensity of the two in ${Math.round(100 * propensity.rocArea)}% of pairs with an untreated one; near 100% there would be no overlap left.`,
            numbers: calibrationTable.render(result),
          },
        ]),
    ...(outcome === null
      ? []
      : [
          {
            id: "outcome",
            label: "Residuals of the outcome models",
            chart: { head: outcomeHead(outcome) },
            sentence: outcome.sentence,
            fine: "Predictions are those under the treatment that was received. A doubly robust estimate survives one wrong model, of treatment or of outcome, and not two.",
            numbers: html`${residualsTable.render(result)}${outcomeCalibrationTable.render(result)}`,
          },
        ]),
    ...(course === null
      ? []
      : [
          {
            id: "course",
            label: "Natural course",
            chart: "natural-course",
            sentence: course.sentence,
            fine: "Models that say what would have happened have to give back what did happen. Agreement does not prove them right.",
            numbers: null,
          },
        ]),
    ...(!feedback.evaluated
      ? []
      : [
          {
            id: "feedback",
            label: "Feedback",
            chart: "feedback",
            sentence: feedback.sentence,
            fine: "A term made of the column that the treatment cuts differs by construction. Only days that follow another analysis day of the user are compared, so being active on both days is taken as given.",
            numbers: feedbackTable.render(result),
          },
        ]),
  ];
}

/** Whether predicted outcomes are met. */
function outcomeHead({ bins }: NonNullable<NonNullable<StudyResult["modelChecks"]>["outcome"]>): string {
  const beyond = beyondChance(bins);
  return beyond === 0
    ? "Predicted outcomes are met: no group of user-days differs beyond chance"
    : `Predicted outcomes miss in ${beyond} of ${bins.length} groups of user-days`;
}

/** What could not be looked at, with the reason. */
function missing({ modelChecks, feedback }: StudyResult): Html | null {
  const reasons = [
    ...(modelChecks.propensity === null
      ? [
          [
            "Calibration of the propensity",
            "No probability of treatment could be fitted; the checks say why.",
          ],
        ]
      : []),
    ...(modelChecks.outcome === null
      ? [
          [
            "Outcome models",
            "No estimator of the question uses linear or logistic regressions of the outcome in each arm.",
          ],
        ]
      : []),
    ...(!feedback.evaluated ? [["Feedback", trueMinus(feedback.sentence)]] : []),
  ];
  return reasons.length === 0
    ? null
    : html`<div><h3>Not evaluated</h3><dl class="rules">${reasons.map(([label, words]) => html`<div><dt>${label!}</dt><dd>${words!}</dd></div>`)}</dl></div>`;
}

/** Do the fitted models give back what was observed, and does past treatment move what is adjusted for? */
export const modelsSection: Section = {
  id: "models",
  title: "Model checks",
  lead: () =>
    "Estimates lean on a model of treatment, of the outcome, or of both. Here the models are held against the user-days that they were made for. A miss says which part to mend; agreement is no proof.",
  body: (context) => html`${entries(context).map((one) => entry(one, context))}${missing(context.result)}`,
};
