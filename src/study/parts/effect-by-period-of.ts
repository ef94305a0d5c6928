import { effectWithin } from "../../estimators/effect-within.js";
import { estimators } from "../../estimators/registry.js";
import { dayLabel } from "../../panel/log-calendar.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { partEffects } from "./part-effects.js";
import { differenceSentence } from "./part-words.js";
import type { PartStudy } from "./segments-of.js";

type EffectByPeriod = NonNullable<StudyResult["effectByPeriod"]>;

/** Periods that are shown at most; a longer log has several weeks in each. */
const mostPeriods = 60;

/**
 * The effect by the calendar week of treatment: weeks counted from the first day of the log, from the first with an analysis
 * row to the last, as one family. Logs of more than 60 weeks have several weeks in a period.
 */
export function effectByPeriodOf(study: Omit<PartStudy, "panelRow">): EffectByPeriod {
  const { panel, rows, fits, estimand, reading } = study;
  const { calendar } = panel;
  const { level, seed } = estimand.inference;
  const able = effectWithin(fits.models, fits.primary);
  const nothing = (reason: string): EffectByPeriod => ({
    estimator: estimators[fits.primary.estimator].label,
    level,
    reason,
    weeks: 1,
    periods: [],
    difference: null,
    sentence: `Not evaluated: ${reason}.`,
  });
  if (able.reason !== undefined) return nothing(able.reason);
  if (calendar.step.unit === "period")
    return nothing("the panel counts numbered periods, which lie in no calendar week");
  const stepsOfWeek = calendar.step.unit === "day" ? 7 : 1;
  const weeks = Math.ceil(calendar.days / stepsOfWeek / mostPeriods);
  const steps = weeks * stepsOfWeek;
  const period = rows.day.map((day) => Math.floor(day / steps));
  const first = period.reduce((least, value) => Math.min(least, value));
  const parts = period.reduce((most, value) => Math.max(most, value)) - first + 1;
  const [found] = partEffects([{ part: period.map((value) => value - first), parts }], {
    within: able.within,
    rows,
    users: panel.users,
    level,
    seed,
    family: "effect by period",
  });
  const { effects, difference } = found!;
  const called = weeks === 1 ? "calendar weeks" : `periods of ${weeks} calendar weeks`;
  return {
    estimator: estimators[able.estimator].label,
    level,
    reason: null,
    weeks,
    periods: effects.map((effect, k) => ({
      from: dayLabel(calendar, (first + k) * steps),
      to: dayLabel(calendar, Math.min((first + k + 1) * steps, calendar.days) - 1),
      ...effect,
    })),
    difference,
    sentence: differenceSentence(`the ${parts} ${called} of treatment`, found!, difference?.pValue ?? null, {
      reading,
      level,
    }),
  };
}
