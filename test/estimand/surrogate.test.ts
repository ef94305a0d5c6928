import { expect, it } from "vitest";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";
import { exampleEstimand } from "./example.js";
import { faultsOf } from "./faults-of.js";

const sound = exampleEstimand();
const surrogate = {
  longOutcome: "future_7day_interactions",
  surrogates: ["future_3day_interactions", "future_3day_active_days"],
  reason: "What a busy day leaves behind shows within three days.",
};

it("a long outcome with surrogates survives parsing and JSON, and may be left out", () => {
  const parsed = parseEstimand({ ...sound, surrogate }, "x.ts");
  expect(parsed.surrogate).toEqual(surrogate);
  expect(parseEstimand(JSON.parse(JSON.stringify(parsed)), "x.ts")).toEqual(parsed);
  expect(Object.hasOwn(parseEstimand(sound, "x.ts"), "surrogate")).toBe(false);
});

it("every fault of it is told at once: names, kinds, days that reach as far as the long outcome", () => {
  expect(
    faultsOf({
      ...sound,
      surrogate: {
        longOutcome: "future_7day_interaction",
        surrogates: ["lag_1_interactions", "future_3day_active_days", "future_3day_active_days", "futures"],
        reason: "",
      },
    }),
  ).toEqual([
    'surrogate.reason: give the reason in words; the report prints it; found ""',
    'surrogate.longOutcome: "future_7day_interaction" is no column of the panel; did you mean "future_7day_interactions"?',
    'surrogate.surrogates[0]: "lag_1_interactions" is a history column (day -1); a surrogate opens after the treatment\'s day, so it is a future column',
    'surrogate.surrogates[2]: "future_3day_active_days" already stands in surrogate.surrogates[1]; name it once',
    'surrogate.surrogates[3]: "futures" is no column of the panel',
  ]);
  expect(
    faultsOf({
      ...sound,
      surrogate: {
        ...surrogate,
        longOutcome: "future_3day_play_duration_sec",
        surrogates: ["future_3day_interactions", "future_7day_interactions", "future_3day_play_duration_sec"],
      },
    }),
  ).toEqual([
    'surrogate.surrogates[0]: "future_3day_interactions" closes on day 3, and the long outcome on day 3; a surrogate must be known earlier',
    'surrogate.surrogates[1]: "future_7day_interactions" closes on day 7, and the long outcome on day 3; a surrogate must be known earlier',
    'surrogate.surrogates[2]: "future_3day_play_duration_sec" is the long outcome itself; a surrogate is known earlier',
  ]);
  expect(
    faultsOf({ ...sound, surrogate: { ...surrogate, longOutcome: sound.outcome, surrogates: [] } }),
  ).toEqual([
    "surrogate.surrogates: name at least one column, or leave surrogate out; found an array",
    `surrogate.longOutcome: "${sound.outcome}" is the outcome itself, which every analysis row has; a long outcome is one that late rows do not have yet`,
  ]);
});
