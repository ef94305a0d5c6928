import { describe, expect, it } from "vitest";
import { definePanel } from "../../src/definition/define-panel.js";
import { sumOverNext } from "../../src/definition/future.js";
import { lag } from "../../src/definition/history.js";
import { active, count } from "../../src/definition/measure.js";
import { parsePanelDefinition } from "../../src/definition/parse-panel-definition.js";
import { EstimandError } from "../../src/errors.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";

const small = () =>
  definePanel({
    unit: "u",
    day: "d",
    available: "on",
    measures: { plays: count("plays"), on: active() },
    history: { lag_1: lag(1, "plays") },
  });

const faults = (value: unknown) =>
  parsePanelDefinition(value).issues.map((issue) => `${issue.path}: ${issue.message}`);

describe("definePanel", () => {
  it("fills in what may be left out", () => {
    const { entry, gapDays, future, baseline, calendar, treatments } = small();
    expect({ entry, gapDays, future, baseline, calendar, treatments }).toEqual({
      entry: "logStart",
      gapDays: "notAtRisk",
      future: {},
      baseline: {},
      calendar: {},
      treatments: {},
    });
  });

  it("survives a JSON round trip", () => {
    for (const panel of [small(), kuairecPanel]) {
      expect(JSON.parse(JSON.stringify(panel))).toStrictEqual(panel);
      expect(faults(JSON.parse(JSON.stringify(panel)))).toEqual([]);
    }
  });

  it("throws every fault at once", () => {
    let thrown: unknown;
    try {
      definePanel({
        unit: "u",
        day: "d",
        available: "on",
        measures: { plays: count("plays"), on: active() },
        history: { lag_1: lag(0, "plays") },
        future: { soon: sumOverNext("plays", { days: 1.5 }) },
        treatments: { high: { kind: "atLeastQuantile", column: "plays", quantile: 1, among: "on" } },
      });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(EstimandError);
    expect((thrown as EstimandError).issues.map((issue) => issue.path)).toEqual([
      "history.lag_1.days",
      "future.soon.days",
      "treatments.high.quantile",
    ]);
    expect((thrown as EstimandError).message).toBe(
      [
        "panel definition: 3 faults",
        "  history.lag_1.days: days must be at least 1; found 0",
        "  future.soon.days: days must be a whole number; found 1.5",
        "  treatments.high.quantile: a quantile lies strictly between 0 and 1; found 1",
      ].join("\n"),
    );
  });
});

describe("parsePanelDefinition", () => {
  const panel = small();

  it("names unknown columns and the nearest right ones", () => {
    expect(
      faults({
        ...panel,
        available: "onn",
        history: { lag_1: { kind: "lag", days: 1, columns: ["playz"] } },
        future: { lead_1: { kind: "lead", days: 1, columns: ["plays", "on", "clicks"] } },
        treatments: { high: { kind: "atLeast", column: "play", value: 2, among: "plays" } },
      }),
    ).toEqual([
      'available: "onn" is no measure of this panel; did you mean "on"?',
      'history.lag_1.columns[0]: "playz" is no measure of this panel; did you mean "plays"?',
      'future.lead_1.columns[2]: "clicks" is no measure of this panel',
      'treatments.high.column: "play" is no measure of this panel; a treatment is a rule on a measure of the day; did you mean "plays"?',
      'treatments.high.among: "plays" is of kind "count"; "among" names a measure made by active() or positive()',
    ]);
  });

  it("refuses two columns of one name", () => {
    expect(
      faults({
        ...panel,
        measures: { ...panel.measures, lag_1_plays: { kind: "count", unit: "plays" } },
        calendar: { on: { kind: "logDay" } },
        history: { lag_1: { kind: "lag", days: 1, columns: ["plays"] } },
      }),
    ).toEqual([
      'lag_1_plays: two columns would have the name "lag_1_plays" (measure and history); rename one',
      'on: two columns would have the name "on" (measure and calendar); rename one',
    ]);
    expect(
      faults({ ...panel, history: { lag_1: { kind: "lag", days: 1, columns: ["plays", "plays"] } } }),
    ).toEqual(['history.lag_1.columns: "plays" is named twice']);
  });

  it("refuses measures formed from themselves or from nothing, and an availability that is no activity", () => {
    expect(
      faults({
        ...panel,
        available: "plays",
        measures: {
          ...panel.measures,
          a: { kind: "scaled", measure: "b", factor: 2, unit: "x" },
          b: { kind: "scaled", measure: "a", factor: 2, unit: "x" },
          c: { kind: "ratio", numerator: "plays", denominator: "views", unit: "x" },
        },
      }),
    ).toEqual([
      'available: "plays" is of kind "count"; use a measure made by active() or positive()',
      "measures.a: is formed from itself",
      "measures.b: is formed from itself",
      'measures.c: "views" is no measure of this panel',
    ]);
  });

  it("refuses unknown and missing keys, with the nearest right one", () => {
    const { entry: _entry, ...rest } = panel;
    expect(
      faults({
        ...rest,
        entri: "logStart",
        gapDays: "inactiv",
        measures: {
          plays: { kind: "count", units: "plays", unit: "plays" },
          on: { kind: "activ", unit: "days" },
        },
        baseline: "none",
      }),
    ).toEqual([
      'measures.plays.units: is no key here; did you mean "unit"?',
      'measures.on.kind: is "activ"; expected "count" or "countDistinct" or "countWhere" or "sum" or "mean" or "min" or "max" or "shareWhere" or "first" or "last" or "expression" or "itemMean" or "scaled" or "ratio" or "active" or "positive"; did you mean "active"?',
      'baseline: expected an object; found "none"',
      'entry: is missing; expected "logStart" or "firstActivity"',
      'gapDays: is "inactiv"; expected "notAtRisk" or "inactive"; did you mean "inactive"?',
      'entri: is no key here; did you mean "entry"?',
    ]);
    expect(faults(null)).toEqual(["(whole): expected an object; found null"]);
    expect(
      faults({ ...panel, measures: { ...panel.measures, "a b": { kind: "count", unit: "x" } } }),
    ).toEqual(["measures.a b: a name is letters, digits and underscores, and does not begin with a digit"]);
  });
});
