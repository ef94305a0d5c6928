import { describe, expect, it } from "vitest";
import { EstimandError } from "../../src/errors.js";
import { estimandJsonSchema } from "../../src/estimand/estimand-json-schema.js";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";
import { exampleEstimand } from "./example.js";
import { faultsOf } from "./faults-of.js";

const sound = exampleEstimand();

describe("parseEstimand", () => {
  it("gives back a sound estimand unchanged, through JSON too", () => {
    expect(parseEstimand(sound, "x.ts")).toStrictEqual(sound);
    expect(JSON.parse(JSON.stringify(sound))).toStrictEqual(sound);
    const replayed = parseEstimand(JSON.parse(JSON.stringify(sound)), "x.json");
    expect(replayed).toStrictEqual(sound);
    expect(parseEstimand(replayed, "x.json")).toStrictEqual(sound);
  });

  it("fills in what a file may leave out", () => {
    const { population, effect, averageOver, estimators, gates, overrides, inference, ...short } = sound;
    expect(parseEstimand({ ...short, inference: { seed: 20200705 } }, "x.json")).toStrictEqual(sound);
    expect({ population, effect, averageOver, estimators, gates, overrides, inference }).toEqual({
      population: { history: "full" },
      effect: "ATE",
      averageOver: "userDays",
      estimators: ["naive", "ipw", "ipwTruncated", "standardisation", "aipw"],
      gates: {},
      overrides: {},
      inference: { cluster: "user", level: 0.95, seed: 20200705 },
    });
  });

  it("names all three faults of an estimand with three, of whatever sort", () => {
    const broken = {
      ...sound,
      outcom: "x",
      inference: { ...sound.inference, level: 95 },
      adjustFor: { ...sound.adjustFor, history: ["lag_1_interactionz"] },
    };
    expect(() => parseEstimand(broken, "estimands/broken.json")).toThrow(
      new EstimandError("estimands/broken.json", [
        { path: "inference.level", message: "a level lies strictly between 0 and 1; found 95" },
        { path: "outcom", message: 'is no key here; did you mean "outcome"?' },
        {
          path: "adjustFor.history[0]",
          message: '"lag_1_interactionz" is no column of the panel; did you mean "lag_1_interactions"?',
        },
      ]),
    );
  });

  it("lists faults of the panel beside faults of the question", () => {
    const panel = { ...sound.panel, available: "activ_day" };
    expect(faultsOf({ ...sound, panel, outcome: "future_3day_interaction" })).toEqual([
      'panel.available: "activ_day" is no measure of this panel; did you mean "active_day"?',
      'outcome: "future_3day_interaction" is no column of the panel; did you mean "future_3day_interactions"?',
    ]);
  });

  it("does not let a malformed rule of the panel hide other faults, nor invents any for want of it", () => {
    const panel = {
      ...sound.panel,
      measures: { ...sound.panel.measures, avg_watch_ratio: { kind: "mean", column: "watch_ratio" } },
      history: { ...sound.panel.history, lag_1: { kind: "lag", days: 0, columns: ["interactions"] } },
      future: { ...sound.panel.future, lead_1: { kind: "lead", days: 1, columns: ["interactionz"] } },
    };
    expect(faultsOf({ ...sound, panel, outcome: "future_3day_interaction" })).toEqual([
      "panel.measures.avg_watch_ratio.unit: is missing; expected a text",
      "panel.history.lag_1.days: days must be at least 1; found 0",
      'panel.future.lead_1.columns[0]: "interactionz" is no measure of this panel; did you mean "interactions"?',
      'outcome: "future_3day_interaction" is no column of the panel; did you mean "future_3day_interactions"?',
    ]);
    expect(faultsOf({ ...sound, panel: 3, outcome: "x" })).toEqual(["panel: expected an object; found 3"]);
  });

  it("keeps an estimator of another effect from being primary, not from standing beside it", () => {
    const estimators = ["ipw", "overlapWeighted"];
    expect(faultsOf({ ...sound, primary: "ipw", estimators })).toEqual([]);
    expect(faultsOf({ ...sound, primary: "overlapWeighted", estimators })).toEqual([
      'primary: "overlapWeighted" estimates another effect (ATO) than the question\'s (ATE); name it among estimators only, and an estimator of ATE as primary',
    ]);
  });

  it("checks who decides, what is primary, and reasons", () => {
    expect(
      faultsOf({
        ...sound,
        treatment: { rule: "treatment_high_intensity" },
        primary: "ipw",
        estimators: ["aipw", "aipw"],
        overrides: { balance: "  " },
        adjustFor: { ...sound.adjustFor, reason: "" },
      }),
    ).toEqual([
      'treatment.actor: is missing; expected "platform" or "user" or "mixed"',
      'adjustFor.reason: give the reason in words; the report prints it; found ""',
      'overrides.balance: give the reason in words; the report prints it; found "  "',
      'estimators[1]: "aipw" is named twice',
      'primary: "ipw" is not among estimators; add it there, since the headline is its estimate or a refusal',
    ]);
    const { inference: _inference, ...seedless } = sound;
    expect(faultsOf({ ...seedless, inference: {} })).toEqual([
      "inference.seed: is missing; expected a number",
    ]);
    expect(faultsOf({ ...sound, gates: { balance: { fial: 0.3 } } })).toEqual([
      'gates.balance.fial: is no key here; did you mean "fail"?',
    ]);
    expect(
      faultsOf({ ...sound, gates: { balance: { fail: 0.3 } }, overrides: { overlap: "known" } }),
    ).toEqual([]);
  });

  it("refuses what is no estimand at all", () => {
    expect(faultsOf(undefined)).toEqual([
      "(whole): is undefined; leave the key out; an estimand is plain data, as JSON holds it",
    ]);
    expect(faultsOf([])).toEqual(["(whole): expected an object; found an array"]);
  });
});

describe("plain data", () => {
  const notPlain: readonly (readonly [string, unknown, string])[] = [
    ["NaN", Number.NaN, "is NaN"],
    ["Infinity", Number.POSITIVE_INFINITY, "is Infinity"],
    ["-0", -0, "is -0; write 0"],
    ["undefined", undefined, "is undefined; leave the key out"],
    ["a function", () => 1, "is a function"],
    ["a Date", new Date(0), "is a Date"],
    ["a bigint", 1n, "is a bigint"],
    ["a Map", new Map(), "is a Map"],
  ];
  it.each(notPlain)("refuses %s", (_name, value, fault) => {
    expect(faultsOf({ ...sound, gates: { balance: { warn: value } } })).toEqual([
      `gates.balance.warn: ${fault}; an estimand is plain data, as JSON holds it`,
    ]);
  });

  it("refuses a cycle", () => {
    const circular: Record<string, unknown> = { ...sound };
    circular.gates = circular;
    expect(faultsOf(circular)).toEqual([
      "gates: contains itself; an estimand is plain data, as JSON holds it",
    ]);
  });
});

describe("what is reserved", () => {
  it("is refused with not yet", () => {
    expect(
      faultsOf({
        ...sound,
        effect: "ATT",
        strategies: [],
        primary: "sdr",
        inference: { ...sound.inference, cluster: "day" },
        treatment: {
          rule: {
            kind: "atLeastQuantile",
            column: "interactions",
            quantile: 0.75,
            among: "active_day",
          },
          actor: "mixed",
        },
      }),
    ).toEqual([
      "strategies: is not yet supported; leave it out",
      'effect: "ATT" is not yet supported',
      'primary: "sdr" is not yet supported',
      'inference.cluster: "day" is not yet supported',
    ]);
  });
});

describe("estimandJsonSchema", () => {
  it("describes every key and asks for those without a default", () => {
    const schema = estimandJsonSchema() as { properties: object; required: readonly string[] };
    expect(Object.keys(schema.properties).sort()).toEqual(
      [
        ...Object.keys(sound),
        "assignment",
        "interference",
        "negativeControls",
        "segments",
        "surrogate",
      ].sort(),
    );
    expect([...schema.required].sort()).toEqual(
      ["adjustFor", "inference", "outcome", "panel", "primary", "question", "treatment"].sort(),
    );
  });
});
