import { describe, expect, it } from "vitest";
import type { TreatmentRule } from "../../src/definition/treatment.js";
import type { Estimand } from "../../src/estimand/estimand.js";
import { exampleEstimand } from "./example.js";
import { faultsOf } from "./faults-of.js";

const sound = exampleEstimand();
const adjusting = (change: Partial<Estimand["adjustFor"]>) =>
  faultsOf({ ...sound, adjustFor: { ...sound.adjustFor, ...change } });

describe("adjustment columns", () => {
  it("may not reach the day of the treatment", () => {
    expect(adjusting({ history: ["avg_video_duration_sec"] })).toEqual([
      'adjustFor.history[0]: "avg_video_duration_sec" speaks of day 0, the day of the treatment; an adjustment column must close on day -1 or earlier. Use a history column, or state in adjustFor.measuredBefore, with a reason, that it is measured before the treatment',
    ]);
  });

  it("may when declared to be measured before, with a reason", () => {
    const measuredBefore = {
      avg_video_duration_sec: { before: "treatment", reason: "the queue is filled at dawn" },
    } as const;
    expect(adjusting({ history: ["avg_video_duration_sec"], measuredBefore })).toEqual([]);
    expect(adjusting({ baseline: ["avg_video_duration_sec"], measuredBefore })).toEqual([
      'adjustFor.baseline[0]: "avg_video_duration_sec" is a measure of day 0; with measuredBefore it belongs in adjustFor.history',
    ]);
    expect(adjusting({ measuredBefore })).toEqual([
      'adjustFor.measuredBefore.avg_video_duration_sec: "avg_video_duration_sec" is declared here but stands in no adjustment group; add it or leave it out',
    ]);
    expect(
      adjusting({
        history: ["avg_video_duration_sec"],
        measuredBefore: { avg_video_duration_sec: { before: "treatment", reason: "" } },
      }),
    ).toEqual([
      'adjustFor.measuredBefore.avg_video_duration_sec.reason: give the reason in words; the report prints it; found ""',
    ]);
    expect(
      adjusting({
        history: ["lag_1_interactions"],
        measuredBefore: { lag_1_interactions: { before: "treatment", reason: "r" } },
      }),
    ).toEqual([
      'adjustFor.measuredBefore.lag_1_interactions: "lag_1_interactions" is a history column (day -1); only measures of day 0 can be declared',
    ]);
  });

  it("may not be what the treatment is computed from, nor share its making, whatever is declared", () => {
    const declare = (name: string) => ({
      history: [name],
      measuredBefore: { [name]: { before: "treatment", reason: "r" } as const },
    });
    const end = "such a column cannot be measured before the treatment. Use a history column";
    expect(adjusting(declare("interactions"))).toEqual([
      `adjustFor.history[0]: "interactions" speaks of day 0 and the treatment is computed from it; ${end}`,
    ]);
    expect(adjusting(declare("high_watch_share"))).toEqual([
      `adjustFor.history[0]: "high_watch_share" speaks of day 0 and it is formed from "interactions", which the treatment is computed from; ${end}`,
    ]);
    const { treatmentOnSimulatedLog: _own, ...recorded } = sound;
    expect(
      faultsOf({
        ...recorded,
        treatment: { rule: "treatment_high_watch_exposure", actor: "mixed" },
        adjustFor: { ...sound.adjustFor, ...declare("high_watch_count") },
      }),
    ).toEqual([
      `adjustFor.history[0]: "high_watch_count" speaks of day 0 and "high_watch_share", which the treatment is computed from, is formed from it; ${end}`,
    ]);
  });

  it("must close before a treatment that is made of several days opens", () => {
    const { treatmentOnSimulatedLog: _own, ...recorded } = sound;
    const asked = (rule: TreatmentRule, history: readonly string[]) =>
      faultsOf({
        ...recorded,
        treatment: { rule, actor: "mixed" },
        adjustFor: { ...sound.adjustFor, history },
      });
    const among = "active_day";
    const streak: TreatmentRule = { kind: "streakAtLeast", column: "interactions", days: 3, among };
    const fault = (name: string, days: string, of: string, end: string) =>
      `adjustFor.history[0]: "${name}" speaks of ${days}, and the treatment is made of ${of}; an adjustment column must close before the treatment opens${end}, else a part of the treatment is held equal`;
    expect(asked(streak, ["lag_1_interactions"])).toEqual([
      fault("lag_1_interactions", "day -1", "days -2 to 0", ", on day -3 or earlier"),
    ]);
    expect(asked(streak, ["prior_3day_interactions"])).toEqual([
      fault("prior_3day_interactions", "days -3 to -1", "days -2 to 0", ", on day -3 or earlier"),
    ]);
    const condition: TreatmentRule = {
      kind: "rule",
      when: { op: "compare", column: "interactions", is: ">=", to: "lag_1_interactions" },
      among,
    };
    expect(asked(condition, ["lag_1_interactions"])).toEqual([
      fault("lag_1_interactions", "day -1", "days -1 to 0", ", on day -2 or earlier"),
    ]);
    // A condition on measures of the day, or on a trait, is made of the day alone; baseline and calendar columns stay.
    const today: TreatmentRule = {
      kind: "rule",
      when: { op: "compare", column: "interactions", is: ">=", to: 5 },
      among,
    };
    expect(asked(today, ["lag_1_interactions"])).toEqual([]);
    expect(asked(streak, [])).toEqual([]);
    // The bar of the user's own past is what decides the treatment, so it is adjusted for.
    expect(
      asked(
        {
          kind: "atLeastQuantile",
          column: "interactions",
          quantile: 0.75,
          among,
          within: "user",
          using: "past",
        },
        ["prior_3day_interactions"],
      ),
    ).toEqual([]);
  });

  it("may not lie in the future, be the outcome, or be a treatment", () => {
    const history = ["lead_2_interactions", "future_3day_interactions", "treatment_high_watch_exposure"];
    expect(adjusting({ history })).toEqual([
      'adjustFor.history[0]: "lead_2_interactions" speaks of day 2; the treatment is on day 0 and an adjustment column must close on day -1 or earlier, else the future leaks into the adjustment',
      'adjustFor.history[1]: "future_3day_interactions" speaks of days 1 to 3 and is the outcome; an outcome cannot adjust for itself',
      'adjustFor.history[2]: "treatment_high_watch_exposure" speaks of day 0 and is a treatment; no adjustment column may be',
    ]);
  });

  it("stand in their own group, once", () => {
    expect(
      adjusting({
        history: ["register_days", "lag_1_interactions", { kind: "linear", column: "lag_1_interactions" }],
        baseline: ["prior_3day_interactions"],
        calendar: [{ kind: "factor", column: "day_of_weeek" }],
      }),
    ).toEqual([
      'adjustFor.history[0]: "register_days" is a baseline column (before entry); move it to adjustFor.baseline',
      'adjustFor.history[2].column: "lag_1_interactions" already stands in adjustFor.history[1]; name it once',
      'adjustFor.baseline[0]: "prior_3day_interactions" is a history column (days -3 to -1); move it to adjustFor.history',
      'adjustFor.calendar[0].column: "day_of_weeek" is no column of the panel; did you mean "day_of_week"?',
    ]);
  });

  it("have well-formed terms", () => {
    expect(
      adjusting({
        history: [{ kind: "spline", column: "lag_1_interactions", degreesOfFreedom: 0 }],
        calendar: [{ kind: "splin", column: "log_day" } as never],
        baseline: [3 as never],
      }),
    ).toEqual([
      "adjustFor.history[0].degreesOfFreedom: a spline has at least 1 degree of freedom; found 0",
      "adjustFor.baseline[0]: is 3; expected a text or an object",
      'adjustFor.calendar[0].kind: is "splin"; expected "linear" or "factor" or "spline"; did you mean "spline"?',
    ]);
  });
});

describe("the outcome", () => {
  it.each([
    ["interactions", "day 0"],
    ["lag_1_interactions", "day -1"],
    ["treatment_high_intensity", "day 0"],
    ["register_days", "before entry"],
  ])("may not open before the treatment has closed: %s", (outcome, window) => {
    expect(
      faultsOf({ ...sound, adjustFor: { ...sound.adjustFor, history: [], baseline: [] }, outcome }),
    ).toEqual([
      `outcome: "${outcome}" speaks of ${window}, but the treatment closes on day 0 and the outcome must open on day 1 or later; use a future column`,
    ]);
  });
});

describe("the treatment", () => {
  it("is a candidate of the panel or a rule on its measures", () => {
    expect(faultsOf({ ...sound, treatment: { rule: "treatment_high", actor: "user" } })).toEqual([
      'treatment.rule: "treatment_high" is no candidate treatment of the panel; write one of "treatment_high_intensity", "treatment_high_watch_exposure", or a rule',
    ]);
    expect(
      faultsOf({
        ...sound,
        treatmentOnSimulatedLog: {
          rule: { kind: "atLeast", column: "lead_1_interactions", value: 3, among: "interactions" },
          actor: "user",
        },
      }),
    ).toEqual([
      'treatmentOnSimulatedLog.rule.column: "lead_1_interactions" is no measure of this panel; a treatment is a rule on a measure of the day; did you mean "interactions"?',
      'treatmentOnSimulatedLog.rule.among: "interactions" is of kind "count"; "among" names a measure made by active() or positive()',
    ]);
  });
});
