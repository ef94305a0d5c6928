import { describe, expect, it } from "vitest";
import { describeWindow } from "../../src/definition/day-window.js";
import { panelColumns } from "../../src/definition/panel-columns.js";
import { parsePanelDefinition } from "../../src/definition/parse-panel-definition.js";
import { richPanel } from "../panel/rich-panel.js";

const columns = panelColumns(richPanel);
const column = (name: string) => columns.find((each) => each.name === name)!;
const faults = (value: unknown) =>
  parsePanelDefinition(value).issues.map((issue) => `${issue.path}: ${issue.message}`);
const plain = JSON.parse(JSON.stringify(richPanel));

describe("columns of every rule", () => {
  it("speak of the days that follow from how they are made", () => {
    const windows = Object.fromEntries(
      columns
        .filter(({ kind }) => kind !== "measure" && kind !== "calendar")
        .map(({ name, window }) => [name, describeWindow(window)]),
    );
    expect(windows).toEqual({
      lag_1_clicks: "day -1",
      sum_3_clicks: "days -3 to -1",
      mean_3_clicks: "days -3 to -1",
      max_3_clicks: "days -3 to -1",
      any_2_clicks: "days -2 to -1",
      decayed_clicks: "entry to day -1",
      streak_clicks: "entry to day -1",
      since_clicks: "entry to day -1",
      total_clicks: "entry to day -1",
      total_active_day: "entry to day -1",
      lead_1_clicks: "day 1",
      lead_3_clicks: "day 3",
      sum_next_2: "days 1 to 2",
      mean_next_3: "days 1 to 3",
      max_next_2: "days 1 to 2",
      any_next_2: "days 1 to 2",
      entered: "before entry",
      degree: "before entry",
      age: "before entry",
      few: "day 0",
      lower: "day 0",
      own: "entry to day 0",
      anything: "day 0",
      three_in_a_row: "days -2 to 0",
      top_2: "day 0",
      growing: "entry to day 0",
      level: "day 0",
      dose: "day 0",
    });
  });

  it("have a unit, a sentence and parents", () => {
    expect(columns.filter(({ unit }) => unit === "")).toEqual([]);
    expect(columns.filter(({ sentence }) => !/^.{10,}\.$/.test(sentence))).toEqual([]);
    expect([column("any_2_clicks").unit, column("since_clicks").unit, column("dose").unit]).toEqual([
      "0 or 1",
      "days",
      "clicks",
    ]);
    expect(column("clicked").derivedFrom).toEqual(["clicks"]);
    expect(column("growing").derivedFrom).toEqual([
      "clicks",
      "lag_1_clicks",
      "weekend",
      "since_clicks",
      "active_day",
    ]);
    expect(column("growing").sentence).toBe(
      "1 on a day with active_day on which (clicks > lag_1_clicks and not (weekend = 1)) or since_clicks >= 3; 0 on other days.",
    );
    expect(column("degree").levels).toEqual(["low", "middle", "high"]);
  });

  it("survive a JSON round trip", () => {
    expect(plain).toStrictEqual(richPanel);
    expect(faults(plain)).toEqual([]);
  });
});

describe("faults of the whole language, all at once", () => {
  it("of shapes", () => {
    expect(
      faults({
        ...plain,
        history: {
          d: { kind: "decayedSum", halfLife: 0, columns: ["clicks"] },
          s: { kind: "streak", days: 3, columns: ["clicks"] },
          m: { kind: "priorMean", columns: ["clicks"] },
        },
        baseline: {
          a: { kind: "category", column: "x", levels: ["a"], others: "refuse" },
          b: { kind: "category", column: "x", levels: ["a", "a"], others: "refus" },
        },
        treatments: {
          c: { kind: "categories", column: "clicks", cuts: [3, 2], among: "active_day" },
          k: { kind: "topKWithinDay", column: "clicks", k: 0, among: "active_day" },
          r: { kind: "rule", when: { op: "and", of: [] }, among: "active_day" },
          n: {
            kind: "rule",
            when: { op: "not", of: { op: "compare", column: "clicks", is: "=>", to: 1 } },
            among: "active_day",
          },
        },
        entry: "firstDay",
        exit: { kind: "left" },
      }),
    ).toEqual([
      "history.d.halfLife: a half-life in days is above 0; found 0",
      "history.s.days: is no key here",
      "history.m.days: is missing; expected a number",
      "baseline.a.levels: name at least two levels; found an array",
      "baseline.b.levels: each level stands once; found an array",
      'baseline.b.others: is "refus"; expected "refuse" or "notKnown"; did you mean "refuse"?',
      "treatments.c.cuts: cut points stand in ascending order, each once; found an array",
      "treatments.k.k: k is at least 1; found 0",
      "treatments.r.when.of: join at least one; found an array",
      'treatments.n.when.of.is: is "=>"; expected ">=" or ">" or "<=" or "<" or "=" or "!="',
      'entry: is "firstDay"; expected "logStart" or "firstActivity"',
      'exit.kind: is "left"; expected "endOfLog" or "event" or "lost"',
    ]);
  });

  it("of names and of what goes together", () => {
    expect(
      faults({
        ...plain,
        measures: {
          ...plain.measures,
          opening: { kind: "first", column: "seconds", unit: "seconds" },
          on: { kind: "positive", measure: "click", unit: "days" },
        },
        exit: { kind: "event", measure: "clicked" },
        treatments: {
          a: {
            kind: "rule",
            when: { op: "compare", column: "lag_1_click", is: ">", to: "lead_1_clicks" },
            among: "clicks",
          },
          b: { kind: "rule", when: { op: "compare", column: "a", is: ">", to: 1 }, among: "on" },
          c: { kind: "atMostQuantile", column: "clicks", quantile: 0.5, among: "clicked", within: "user" },
          d: {
            kind: "atMostQuantile",
            column: "clicks",
            quantile: 0.5,
            among: "clicked",
            using: "past",
            minimumDays: 3,
          },
          e: { kind: "streakAtLeast", column: "lag_1_clicks", days: 2, among: "clicked" },
        },
      }),
    ).toEqual([
      'exit.measure: "clicked" is of kind "positive"; name a measure made from events',
      'measures.opening: "first" needs the order of events; name the event column that gives it as "time"',
      'measures.on: "click" is no measure of this panel; did you mean "clicks"?',
      'treatments.a.when: "lag_1_click" is no column of this panel; a condition names measures, history, baseline and calendar columns; did you mean "lag_1_clicks"?',
      'treatments.a.when: "lead_1_clicks" is a future column; a condition names measures, history, baseline and calendar columns',
      'treatments.a.among: "clicks" is of kind "count"; "among" names a measure made by active() or positive()',
      'treatments.b.when: "a" is a treatment; a condition names measures, history, baseline and calendar columns',
      'treatments.c.using: is missing; a quantile within a user is taken with using: "past"',
      'treatments.d.within: is missing; using: "past" goes with within: "user"',
      'treatments.d.minimumDays: goes with within: "user"; leave it out',
      'treatments.e.column: "lag_1_clicks" is no measure of this panel; a treatment is a rule on a measure of the day',
    ]);
  });

  it("are found although another rule cannot be read", () => {
    expect(
      faults({
        ...plain,
        measures: { ...plain.measures, f: { kind: "first", column: "x", unit: "x" } },
        exit: { kind: "event", measure: "quit" },
        calendar: { weekend: { kind: "weekends" } },
        treatments: {
          a: {
            kind: "rule",
            when: { op: "compare", column: "weekend", is: "=", to: "lag_1_clik" },
            among: "active_day",
          },
        },
      }),
    ).toEqual([
      'calendar.weekend.kind: is "weekends"; expected "dayOfWeek" or "logDay" or "weekend" or "dayOfMonth" or "month" or "isoWeek"; did you mean "weekend"?',
      'exit.measure: "quit" is no measure of this panel; did you mean "quits"?',
      'measures.f: "first" needs the order of events; name the event column that gives it as "time"',
      'treatments.a.when: "lag_1_clik" is no column of this panel; a condition names measures, history, baseline and calendar columns; did you mean "lag_1_clicks"?',
    ]);
  });
});
