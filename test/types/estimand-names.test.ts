import { expect, it } from "vitest";
import { atLeast } from "../../src/definition/treatment.js";
import { factor } from "../../src/estimand/adjustment-term.js";
import { defineEstimand } from "../../src/estimand/define-estimand.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";

const whole = {
  question: "q",
  panel: kuairecPanel,
  treatment: { rule: "treatment_high_intensity", actor: "mixed" },
  outcome: "future_3day_interactions",
  adjustFor: { history: ["lag_1_interactions"], baseline: [], calendar: [], reason: "r" },
  primary: "aipw",
  inference: { seed: 1 },
} as const;

it("accepts names of the panel", () => {
  expect(defineEstimand(whole).outcome).toBe("future_3day_interactions");
  defineEstimand({
    ...whole,
    treatment: { rule: atLeast("interactions", 3, { among: "active_day" }), actor: "user" },
  });
});

it("refuses misspelt names and names of the wrong kind while they are written (checked by tsc)", () => {
  const { adjustFor } = whole;
  // @ts-expect-error no such treatment
  defineEstimand({ ...whole, treatment: { rule: "treatment_high_intensty", actor: "mixed" } });
  const misspelt = atLeast("interaction", 3, { among: "active_day" });
  // @ts-expect-error no such measure
  defineEstimand({ ...whole, treatment: { rule: misspelt, actor: "user" } });
  // @ts-expect-error the actor is required
  defineEstimand({ ...whole, treatment: { rule: "treatment_high_intensity" } });
  // @ts-expect-error no such column
  defineEstimand({ ...whole, outcome: "future_3day_interaction" });
  // @ts-expect-error a history column is no outcome
  defineEstimand({ ...whole, outcome: "lag_1_interactions" });
  // @ts-expect-error no such column
  defineEstimand({ ...whole, adjustFor: { ...adjustFor, history: ["lag_1_interaction"] } });
  // @ts-expect-error a baseline column is no history
  defineEstimand({ ...whole, adjustFor: { ...adjustFor, history: ["register_days"] } });
  // @ts-expect-error a future column is no history
  defineEstimand({ ...whole, adjustFor: { ...adjustFor, history: ["lead_1_interactions"] } });
  // @ts-expect-error a measure of the day itself needs measuredBefore
  defineEstimand({ ...whole, adjustFor: { ...adjustFor, history: ["avg_video_duration_sec"] } });
  // @ts-expect-error no such calendar column
  defineEstimand({ ...whole, adjustFor: { ...adjustFor, calendar: [factor("day_of_weeek")] } });
  // @ts-expect-error no such estimator
  defineEstimand({ ...whole, primary: "aipww" });
  // @ts-expect-error the seed is required
  defineEstimand({ ...whole, inference: {} });
  // @ts-expect-error no such key
  defineEstimand({ ...whole, outcomes: "future_3day_interactions" });
  // @ts-expect-error not yet there
  defineEstimand({ ...whole, effect: "ATT" });
});

it("admits a measure of the day once measuredBefore declares it", () => {
  const estimand = defineEstimand({
    ...whole,
    adjustFor: {
      history: ["lag_1_interactions", "avg_video_duration_sec"],
      baseline: [],
      calendar: [],
      reason: "r",
      measuredBefore: {
        avg_video_duration_sec: { before: "treatment", reason: "the queue is filled at dawn" },
      },
    },
  });
  expect(Object.keys(estimand.adjustFor.measuredBefore ?? {})).toEqual(["avg_video_duration_sec"]);
});
