import { describe, expect, it } from "vitest";
import { attribute, entryDay } from "../../src/definition/baseline.js";
import { definePanel } from "../../src/definition/define-panel.js";
import { lead, sumOverNext } from "../../src/definition/future.js";
import { lag, priorSum } from "../../src/definition/history.js";
import { active, ratio, sum } from "../../src/definition/measure.js";
import { categories } from "../../src/definition/more-treatments.js";
import { atLeast } from "../../src/definition/treatment.js";
import { defineEstimand } from "../../src/estimand/define-estimand.js";
import { estimandJsonSchema } from "../../src/estimand/estimand-json-schema.js";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";
import { faultsOf } from "./faults-of.js";

const panel = definePanel({
  unit: "user",
  day: "date",
  available: "active_day",
  measures: {
    pushes: sum("pushes", "pushes"),
    nudges: sum("nudges", "nudges"),
    watched: sum("watched", "minutes"),
    live: sum("live", "minutes"),
    live_per_push: ratio("live", "pushes"),
    active_day: active(),
  },
  history: { lag_1: lag(1, "watched", "live", "pushes"), prior_3day: priorSum(3, "live") },
  future: {
    lead_1: lead(1, "watched", "live", "pushes", "live_per_push"),
    week_watched: sumOverNext("watched", { days: 7 }),
  },
  baseline: { city: attribute("city", { unit: "code" }), entered: entryDay() },
  treatments: {
    pushed: atLeast("pushes", 1, { among: "active_day" }),
    pushed_much: atLeast("pushes", 9, { among: "active_day" }),
    nudged: atLeast("nudges", 1, { among: "active_day" }),
    binged: atLeast("watched", 60, { among: "active_day" }),
    levels: categories("nudges", [1, 2], { among: "active_day" }),
  },
});

const whole = {
  question: "Does a push change how much people watch tomorrow?",
  panel,
  treatment: { rule: "pushed", actor: "platform" },
  outcome: "lead_1_watched",
  adjustFor: { history: ["lag_1_watched"], baseline: [], calendar: [], reason: "A test." },
  primary: "aipw",
  inference: { seed: 1 },
} as const;

const reason = "The feed serves no live rooms.";
const outcomes = (...names: string[]) =>
  faultsOf({ ...whole, negativeControls: { outcomes: names, reason } });
const treatments = (...names: string[]) =>
  faultsOf({ ...whole, negativeControls: { treatments: names, reason } });

describe("negative controls in a question", () => {
  it("are names that the compiler knows, survive parsing, and stand in the JSON schema", () => {
    const declared = defineEstimand({
      ...whole,
      negativeControls: {
        outcomes: ["lead_1_live", "live", "prior_3day_live"],
        treatments: ["nudged"],
        reason,
      },
      interference: { group: "city" },
    });
    const parsed = parseEstimand(declared, "x.ts");
    expect(parsed.negativeControls).toEqual(declared.negativeControls);
    expect(parsed.interference).toEqual({ group: "city" });
    expect(parseEstimand(JSON.parse(JSON.stringify(parsed)), "x.ts")).toEqual(parsed);
    expect(Object.keys(estimandJsonSchema().properties as object)).toEqual(
      expect.arrayContaining(["negativeControls", "interference"]),
    );
    // @ts-expect-error a baseline column is no control outcome
    defineEstimand({ ...whole, negativeControls: { outcomes: ["city"], reason } });
    // @ts-expect-error a measure is no group of users
    defineEstimand({ ...whole, interference: { group: "live" } });
  });

  it("may not be the outcome, adjusted for, unknown or of another kind", () => {
    expect(
      outcomes("lead_1_watched", "lag_1_watched", "lead_1_life", "city", "lead_1_live", "lead_1_live"),
    ).toEqual([
      'negativeControls.outcomes[0]: "lead_1_watched" is the outcome; a control is what the treatment cannot reach',
      'negativeControls.outcomes[1]: "lag_1_watched" is adjusted for (adjustFor.history[0]), so the analysis has made it equal; a control must not be',
      'negativeControls.outcomes[2]: "lead_1_life" is no column of the panel; did you mean "lead_1_live"?',
      'negativeControls.outcomes[3]: "city" is a baseline column (before entry); a control outcome is a future, measure or history column',
      'negativeControls.outcomes[5]: "lead_1_live" already stands in negativeControls.outcomes[4]; name it once',
    ]);
    expect(faultsOf({ ...whole, negativeControls: { reason } })).toEqual([
      "negativeControls: names no control; give outcomes or treatments",
    ]);
    expect(faultsOf({ ...whole, negativeControls: { outcomes: ["lead_1_live"] } })[0]).toMatch(
      /^negativeControls.reason: /,
    );
  });

  it("may not be made of what the outcome or the treatment is made of", () => {
    expect(outcomes("week_watched", "watched", "lead_1_pushes", "lead_1_live_per_push")).toEqual([
      'negativeControls.outcomes[0]: "week_watched" is made of "watched", as the outcome is; a treatment that moves the outcome moves it too',
      'negativeControls.outcomes[1]: "watched" is made of "watched", as the outcome is; a treatment that moves the outcome moves it too',
      'negativeControls.outcomes[2]: "lead_1_pushes" is made of "pushes", which the treatment is computed from; a control must be out of its reach',
      'negativeControls.outcomes[3]: "lead_1_live_per_push" is made of "pushes", which the treatment is computed from; a control must be out of its reach',
    ]);
    // the past is out of reach whatever it is made of
    expect(outcomes("lag_1_pushes", "prior_3day_live")).toEqual([]);
  });

  it("of earlier days close before the treatment, and are not balanced already", () => {
    const adjustFor = { ...whole.adjustFor, history: ["lag_1_live"] };
    expect(
      faultsOf({ ...whole, adjustFor, negativeControls: { outcomes: ["prior_3day_live"], reason } }),
    ).toEqual([
      'negativeControls.outcomes[0]: "prior_3day_live" speaks of days -3 to -1, as the adjusted "lag_1_live" does, and is made of the same measure; the analysis balances it already',
    ]);
    const rule = { kind: "streakAtLeast", column: "pushes", days: 2, among: "active_day" };
    expect(
      faultsOf({
        ...whole,
        treatment: { rule, actor: "platform" },
        adjustFor: { ...whole.adjustFor, history: [] },
        negativeControls: { outcomes: ["lag_1_live"], reason },
      }),
    ).toEqual([
      'negativeControls.outcomes[0]: "lag_1_live" speaks of day -1, and the treatment is made of days -1 to 0; an earlier control must close before the treatment opens',
    ]);
  });

  it("as treatments are binary candidates of another measure than treatment and outcome", () => {
    expect(treatments("nudged")).toEqual([]);
    expect(treatments("pushed", "pushed_much", "binged", "levels", "nuged")).toEqual([
      `negativeControls.treatments[0]: "pushed" is the question's own treatment`,
      `negativeControls.treatments[1]: "pushed_much" is computed from "pushes", as the question's treatment is; a control must be another thing`,
      'negativeControls.treatments[2]: "binged" is computed from "watched", which the outcome is made of; a control must not reach the outcome',
      `negativeControls.treatments[3]: "levels" is categorical; a control treatment is binary, as the question's is`,
      'negativeControls.treatments[4]: "nuged" is no candidate treatment of the panel; did you mean "nudged"?',
    ]);
  });
});

describe("groups of users in a question", () => {
  it("are a baseline column", () => {
    const group = (name: string) => faultsOf({ ...whole, interference: { group: name } });
    expect([...group("city"), ...group("entered")]).toEqual([]);
    expect(group("citi")).toEqual([
      'interference.group: "citi" is no column of the panel; did you mean "city"?',
    ]);
    expect(group("live")).toEqual([
      `interference.group: "live" is a measure column (day 0); a user's group must not change with what happens, so use a baseline column`,
    ]);
  });
});
