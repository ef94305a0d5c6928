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

it("knows the future columns that surrogates are (checked by tsc)", () => {
  const surrogate = {
    longOutcome: "future_7day_interactions",
    surrogates: ["future_3day_active_days"],
    reason: "r",
  } as const;
  expect(defineEstimand({ ...whole, surrogate }).surrogate).toBe(surrogate);
  // @ts-expect-error no such column
  defineEstimand({ ...whole, surrogate: { ...surrogate, longOutcome: "future_7day_interaction" } });
  // @ts-expect-error a history column is no surrogate
  defineEstimand({ ...whole, surrogate: { ...surrogate, surrogates: ["lag_1_interactions"] } });
  // @ts-expect-error the reason is required
  defineEstimand({ ...whole, surrogate: { longOutcome: "future_7day_interactions", surrogates: [] } });
});

it("knows the columns of segments, and refuses those that treatment may have moved (checked by tsc)", () => {
  const segments = [
    { column: "day_of_week" },
    { column: "prior_3day_interactions", quantiles: 4 },
    { column: "register_days", at: [30, 365], label: "tenure" },
  ] as const;
  expect(defineEstimand({ ...whole, segments }).segments).toBe(segments);
  // @ts-expect-error no such column
  defineEstimand({ ...whole, segments: [{ column: "day_of_weeek" }] });
  // @ts-expect-error a future column is no segment
  defineEstimand({ ...whole, segments: [{ column: "lead_1_interactions" }] });
  // @ts-expect-error a measure of the day itself needs measuredBefore
  defineEstimand({ ...whole, segments: [{ column: "avg_video_duration_sec" }] });
  // @ts-expect-error no such key
  defineEstimand({ ...whole, segments: [{ column: "day_of_week", bins: 4 }] });
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

it("knows the words of inference (checked by tsc)", () => {
  const inference = (choice: Parameters<typeof defineEstimand>[0]["inference"]) =>
    defineEstimand({ ...whole, inference: choice }).inference;
  expect(inference({ seed: 1, cluster: ["user", "day"] }).cluster).toEqual(["user", "day"]);
  inference({ seed: 1, bootstrap: { replicates: 400, interval: "BCa" } });
  expect(defineEstimand({ ...whole, thresholds: "reestimate" }).thresholds).toBe("reestimate");
  // @ts-expect-error no such clusters
  inference({ seed: 1, cluster: ["day", "user"] });
  // @ts-expect-error no such interval
  inference({ seed: 1, bootstrap: { replicates: 400, interval: "bca" } });
  // @ts-expect-error how many replicates is asked for
  inference({ seed: 1, bootstrap: { interval: "basic" } });
  // @ts-expect-error no such word
  defineEstimand({ ...whole, thresholds: "estimate" });
});
