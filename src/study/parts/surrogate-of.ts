import { describeWindow } from "../../definition/day-window.js";
import type { CausalError } from "../../errors.js";
import type { Estimand, SurrogateChoice } from "../../estimand/estimand.js";
import {
  fitSurrogateIndex,
  type SurrogateIndexFit,
} from "../../falsification/surrogate-index/fit-surrogate-index.js";
import { confidenceInterval } from "../../inference/confidence-interval.js";
import { standardError } from "../../inference/standard-error.js";
import { dayLabel } from "../../panel/log-calendar.js";
import type { Panel } from "../../panel/panel.js";
import type { ResolvedTreatment } from "../../panel/treatment.js";
import { displayUnit } from "../../results/display-unit.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { isNoAnswer } from "../no-answer.js";
import { roundToError } from "../round-to-error.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { surrogateRowsOf } from "./surrogate-rows-of.js";

type Surrogate = NonNullable<StudyResult["surrogate"]>;

interface SurrogateStudy {
  readonly panel: Panel;
  readonly estimand: Estimand;
  readonly resolved: ResolvedTreatment;
}

/** What the rows without the long outcome are held against, in the order of the checks. */
const labels = {
  surrogacy: "Surrogacy: given surrogates and covariates, treatment says no more of the long outcome",
  comparability: "Comparability: surrogates say the same of the long outcome over calendar time",
  support: "Support: late rows have surrogates and covariates such as the index was fitted to",
} as const;

/** The effect on the declared long outcome through its surrogates; undefined where the question declares none. */
export function surrogateOf(study: SurrogateStudy): Surrogate | undefined {
  const { panel, estimand, resolved } = study;
  const { surrogate } = estimand;
  if (surrogate === undefined) return undefined;
  const { level } = estimand.inference;
  const about = described(panel, surrogate, level);
  const { factor, difference } = displayUnit(about.longOutcome.unit);
  const day = (at: number) => dayLabel(panel.calendar, at);
  try {
    const rows = surrogateRowsOf(panel, estimand, resolved, surrogate);
    const fit = fitSurrogateIndex(rows, { level }, { day, factor, unit: ` ${difference}` });
    const { comparability } = fit.checks;
    return {
      ...about,
      reason: null,
      sentence: sentenceOf(fit, about, { factor, difference }),
      estimates: estimatesOf(fit, level),
      agreement:
        fit.direct.reason === undefined
          ? `Index and direct estimate on the same user-days: ${fit.direct.found.agreement.sentence}.`
          : `There is no direct estimate to hold it against: ${fit.direct.reason.replace(/\.$/, "")}.`,
      covariance: fit.direct.reason === undefined ? fit.direct.found.covariance : null,
      checks: (["surrogacy", "comparability", "support"] as const).map((name) => {
        const { verdict, sentence, tests } = fit.checks[name];
        return { name, label: labels[name], verdict, sentence, tests: [...tests] };
      }),
      days: comparability.days.map((own) => ({ ...own, day: day(own.day) })),
    };
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    const reason = reasonOf(error, panel, estimand);
    return {
      ...about,
      reason,
      sentence: `Not evaluated: ${reason}.`,
      estimates: [],
      agreement: "",
      covariance: null,
      checks: [],
      days: [],
    };
  }
}

/** A term that runs with the calendar tells late rows from early ones by itself: the usual reason, said by its name. */
function reasonOf(error: CausalError, panel: Panel, { adjustFor }: Estimand): string {
  const { calendar } = panel.definition;
  const days = adjustFor.calendar
    .map((term) => (typeof term === "string" ? term : term.column))
    .filter((name) => calendar[name]?.kind === "logDay")
    .join(" and ");
  return error.code === "model.separated" && days !== ""
    ? `the day of a row decides whether it has the long outcome, and the question adjusts for ${days}, so no model of which rows have the long outcome can compare late rows with early ones; ask without ${days} in adjustFor.calendar (the day of the week may stay)`
    : error.message.replace(/\.$/, "");
}

type About = Pick<Surrogate, "longOutcome" | "surrogates" | "argument" | "level">;

function described(panel: Panel, { longOutcome, surrogates, reason }: SurrogateChoice, level: number): About {
  const of = (name: string) => {
    const { window, unit } = panel.columns.find((column) => column.name === name)!;
    return { column: name, window: describeWindow(window), unit };
  };
  return {
    longOutcome: of(longOutcome),
    surrogates: surrogates.map((name) => ({ column: name, window: of(name).window })),
    argument: reason,
    level,
  };
}

function estimatesOf(fit: SurrogateIndexFit, level: number): Surrogate["estimates"] {
  const row = (item: string, estimate: InfluenceEstimate, rows: number) => {
    const { lower, upper } = confidenceInterval(estimate, level);
    return {
      item,
      estimate: estimate.estimate,
      standardError: standardError(estimate),
      lower,
      upper,
      rows,
    };
  };
  const whole = row("Through the index, all user-days", fit.effect, fit.rows);
  if (fit.direct.reason !== undefined) return [whole];
  const { onSameRows, effect, rows } = fit.direct.found;
  return [
    whole,
    row("Through the index, user-days with the long outcome", onSameRows, rows),
    row("Direct, user-days with the long outcome", effect, rows),
  ];
}

/** The words claim no cause, so that they hold whatever the gates say. */
function sentenceOf(
  fit: SurrogateIndexFit,
  { longOutcome, surrogates }: About,
  { factor, difference }: { readonly factor: number; readonly difference: string },
): string {
  const write = roundToError(factor * fit.standardError);
  const { lower, upper } = fit.interval;
  const names = surrogates.map(({ column }) => column).join(", ");
  return `Through an index of ${names}, ${longOutcome.column} (${longOutcome.window}) differs by ${write(factor * fit.effect.estimate, true)} ${difference} between treated and untreated user-days (interval ${write(factor * lower, true)} to ${write(factor * upper, true)}), over ${fit.rows} user-days; ${fit.observedRows} user-days have it already.`;
}
