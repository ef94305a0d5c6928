import { describe, expect, it } from "vitest";
import { attribute } from "../../../src/definition/baseline.js";
import { dayOfWeek, logDay } from "../../../src/definition/calendar.js";
import { lead } from "../../../src/definition/future.js";
import { priorSum } from "../../../src/definition/history.js";
import { countDistinct, countWhere, scaled } from "../../../src/definition/measure.js";
import type { PanelDefinition } from "../../../src/definition/panel-definition.js";
import { type PanelOrigin, panelKey } from "../../../src/panel/store/panel-key.js";
import { storedDefinition } from "./stored-definition.js";

const origin: PanelOrigin = {
  version: "0.1.0",
  source: "csv",
  options: { rows: 100 },
  inputs: [{ name: "a.csv", bytes: 10, modified: 1, content: "00" }],
};
const file = origin.inputs[0]!;
const key = panelKey(storedDefinition, origin);
const { measures } = storedDefinition;

describe("panelKey", () => {
  const same: Readonly<Record<string, Partial<PanelDefinition>>> = {
    "no treatments": { treatments: {} },
    "another history": { history: { prior: priorSum(2, "events") } },
    "another future": { future: { lead_1: lead(1, "events") } },
    "another calendar": { calendar: { a: dayOfWeek(), b: logDay() } },
    "another entry": { entry: "firstActivity" },
    "gap days as inactive days": { gapDays: "inactive" },
    "another derived measure": { measures: { ...measures, tens: scaled("events", 0.1, "tens") } },
  };
  for (const [what, change] of Object.entries(same))
    it(`is the same with ${what}`, () =>
      expect(panelKey({ ...storedDefinition, ...change }, origin)).toBe(key));

  const other: Readonly<Record<string, Partial<PanelDefinition>>> = {
    unit: { unit: "user" },
    day: { day: "date" },
    available: { available: "events" },
    "a base measure more": { measures: { ...measures, more: countDistinct("seconds", "x") } },
    "a base measure less": { measures: { events: measures.events, active_day: measures.active_day } },
    "another threshold": {
      measures: { ...measures, long: countWhere("seconds", { atLeast: 1.0000000001, unit: "events" }) },
    },
    "another baseline": { baseline: { age: attribute("years", { unit: "years" }) } },
    "a member that is not known yet": { surprise: 1 } as Partial<PanelDefinition>,
  };
  for (const [what, change] of Object.entries(other))
    it(`differs with ${what}`, () =>
      expect(panelKey({ ...storedDefinition, ...change }, origin)).not.toBe(key));

  const origins: Readonly<Record<string, PanelOrigin>> = {
    source: { ...origin, source: "kuairec" },
    rows: { ...origin, options: { rows: 101 } },
    "the cut user kept": { ...origin, options: { rows: 100, keepCutUser: true } },
    "a first day": { ...origin, options: { rows: 100, from: "2020-07-06" } },
    "file name": { ...origin, inputs: [{ ...file, name: "b.csv" }] },
    size: { ...origin, inputs: [{ ...file, bytes: 11 }] },
    time: { ...origin, inputs: [{ ...file, modified: 2 }] },
    content: { ...origin, inputs: [{ ...file, content: "01" }] },
    "a second file": { ...origin, inputs: [file, file] },
  };
  for (const [what, changed] of Object.entries(origins))
    it(`differs with another ${what}`, () => expect(panelKey(storedDefinition, changed)).not.toBe(key));
});
