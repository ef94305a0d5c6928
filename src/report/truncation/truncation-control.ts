import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { type Control, controlBlock } from "../control.js";
import { withUnit } from "../format/amount.js";
import { formatCount } from "../format/count.js";
import { formatEstimate, formatInterval } from "../format/estimate.js";
import { formatShare } from "../format/share.js";
import type { Html } from "../html.js";
import { truncationParam } from "./truncation-axis.js";
import { cutWords, shownSteps } from "./truncation-steps.js";

/** The slider that moves the truncation, with effective size and estimate of each place beside it. */
export function truncationControl(result: StudyResult): Html | null {
  const steps = shownSteps(result);
  const [first] = steps;
  if (first === undefined || steps.length < 2) return null;
  const unit = displayUnit(result.outcome.unit).difference;
  const control: Control = {
    id: "truncation",
    kind: "slider",
    label: "Cut the weights",
    signal: truncationParam.name,
    charts: ["truncation-effective", "truncation-estimate"],
    reads: ["Effective user-days", "Weighted estimate", "Interval", "Change from uncut"],
    start: 0,
    places: steps.map((step) => ({
      words: cutWords(step),
      values: [
        `${formatCount(step.effective)} (${formatShare(step.effective / step.rows)})`,
        withUnit(formatEstimate(step.estimate, step.standardError), unit),
        formatInterval(step, step.standardError),
        step === first ? "–" : formatEstimate(step.estimate - first.estimate, first.standardError),
      ],
    })),
  };
  return controlBlock(control);
}
