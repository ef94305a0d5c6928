import { expect, it } from "vitest";
import { adjustmentTerms } from "../../src/estimand/adjustment-terms.js";
import { contrastPhrases } from "../../src/estimand/contrast-phrases.js";
import { estimandSentence } from "../../src/estimand/estimand-sentence.js";
import { treatmentFor } from "../../src/estimand/treatment-for.js";
import { exampleEstimand } from "./example.js";

const estimand = exampleEstimand();

it("chooses the treatment by where the log comes from", () => {
  expect(treatmentFor(estimand, "recorded")).toEqual(estimand.treatment);
  expect(treatmentFor(estimand, "simulated")).toEqual(estimand.treatmentOnSimulatedLog);
  const { treatmentOnSimulatedLog: _own, ...one } = estimand;
  expect(treatmentFor(one, "simulated")).toEqual(estimand.treatment);
});

it("says the question in one sentence", () => {
  expect(estimandSentence(estimand, treatmentFor(estimand, "recorded"))).toBe(
    "Among active days with full history, this asks by how much interactions over the following 3 days would change, on average over user-days, with interactions of at least their 0.75 quantile over active days rather than interactions below it on the day (what users did, not what was served), later days taking their natural course.",
  );
  expect(estimandSentence(estimand, treatmentFor(estimand, "recorded"), { cut: 70 })).toContain(
    "with at least 70 interactions rather than fewer than 70 interactions on the day",
  );
  expect(
    estimandSentence(
      { ...estimand, averageOver: "users", population: { history: "asIs" }, outcome: "lead_2_interactions" },
      treatmentFor(estimand, "simulated"),
    ),
  ).toBe(
    "Among active days, this asks by how much interactions 2 days later would change, on average over users, with at least 16 interactions rather than fewer than 16 interactions on the day, later days taking their natural course.",
  );
});

it("phrases outcomes of every kind", () => {
  const outcome = (name: string) =>
    contrastPhrases({ ...estimand, outcome: name }, estimand.treatment).outcome;
  expect(outcome("next_day_active")).toBe("the chance of being active on the following day");
  expect(outcome("future_3day_active_days")).toBe("active days over the following 3 days");
  expect(outcome("lead_7_total_play_duration_sec")).toBe("total play duration 7 days later");
});

it("writes cuts with their unit, exactly or as about so many", () => {
  const treated = (column: string, cut: number) =>
    contrastPhrases(
      estimand,
      {
        rule: { kind: "atLeastQuantile", column, quantile: 0.9, among: "active_day" } as never,
        actor: "mixed",
      },
      { cut },
    );
  expect(treated("total_play_duration_sec", 300.67859999999996)).toMatchObject({
    treated: "at least about 300.7 seconds of total play duration",
    control: "less than about 300.7 seconds of total play duration",
  });
  expect(treated("avg_watch_ratio", 0.812345)).toMatchObject({
    treated: "avg watch ratio of at least 0.812345",
    control: "avg watch ratio below 0.812345",
  });
  expect(treated("avg_play_duration_ms", 12345.678).treated).toBe(
    "avg play duration of at least 12345.678 milliseconds",
  );
});

it("lists adjustment terms in the order of their groups", () => {
  expect(adjustmentTerms(estimand)).toEqual([
    { kind: "linear", column: "lag_1_interactions" },
    { kind: "linear", column: "prior_3day_high_watch_share" },
    { kind: "linear", column: "register_days" },
    { kind: "factor", column: "day_of_week" },
    { kind: "spline", column: "log_day", degreesOfFreedom: 4 },
  ]);
});
