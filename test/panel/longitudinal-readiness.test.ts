import { describe, expect, it } from "vitest";
import { continuous } from "../../src/definition/more-treatments.js";
import { atLeast } from "../../src/definition/treatment.js";
import { columnDictionary } from "../../src/panel/column-dictionary.js";
import { detectableEffect } from "../../src/panel/detectable-effect.js";
import { longitudinalReadiness } from "../../src/panel/longitudinal-readiness.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { strategySupport } from "../../src/panel/strategy-support.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { assertClose } from "../assert-close.js";
import { richPanel } from "./rich-panel.js";
import { smallPanel, userDays, withRules } from "./small-panel.js";

// day        0  1  2  3      treated from 5 clicks on
// user 1     6  7  5  .
// user 2     1  .  2  1
// user 3     .  6  1  9
const table = userDays(
  [
    [0, 0, 6],
    [0, 1, 7],
    [0, 2, 5],
    [1, 0, 1],
    [1, 2, 2],
    [1, 3, 1],
    [2, 1, 6],
    [2, 2, 1],
    [2, 3, 9],
  ],
  { users: ["1", "2", "3"], days: 4, firstDay: 18_448 },
);
const panel = panelFromUserDays(table, smallPanel, "input");
const many = resolveTreatment(panel, atLeast("clicks", 5, { among: "active_day" }));

describe("strategySupport", () => {
  it("counts followers from each start day, days away following either strategy", () => {
    expect(strategySupport(panel, many, 2)).toEqual([
      { date: "2020-07-05", eligible: 2, always: 1, never: 1 },
      { date: "2020-07-06", eligible: 2, always: 1, never: 0 },
      { date: "2020-07-07", eligible: 3, always: 1, never: 1 },
    ]);
    expect(strategySupport(panel, many, 5)).toEqual([]);
  });

  it("leaves out stretches over a gap", () => {
    const gap = userDays(
      [
        [0, 0, 6],
        [0, 2, 6],
        [0, 3, 1],
      ],
      { users: ["1"], days: 4, firstDay: 18_448 },
    );
    const rows = strategySupport(panelFromUserDays(gap, smallPanel, "input"), many, 2);
    expect(rows).toEqual([{ date: "2020-07-07", eligible: 1, always: 0, never: 0 }]);
  });
});

describe("detectableEffect", () => {
  it("is 2.8 standard errors clustered by user", () => {
    // Treated (tomorrow): user 1: 7 5 0, user 3: 1 (9 on day 3 has no tomorrow). Not: user 2: 0 1, user 3: 9.
    // Means 13/4 and 10/3. By user: 12/4 - 3*(13/4)/4 = 0.5625; user 2: -(1 - 20/3)/3 = 17/9;
    // user 3: (1 - 13/4)/4 - (9 - 10/3)/3 = -0.5625 - 17/9.
    const found = detectableEffect(panel, many, "tomorrow")!;
    const standardError = Math.hypot(0.5625, 17 / 9, 0.5625 + 17 / 9);
    const because = "a sum of seven terms";
    assertClose(found.standardError, standardError, { relative: 1e-14, because });
    assertClose(found.difference, 2.8015852181 * standardError, {
      relative: 1e-10,
      because: "ten digits of 1.96 + 0.84",
    });
    expect(found.rows).toBe(7);
  });

  it("is none when an arm is empty", () => {
    const nobody = resolveTreatment(panel, atLeast("clicks", 99, { among: "active_day" }));
    expect(detectableEffect(panel, nobody, "tomorrow")).toBeNull();
  });
});

describe("longitudinalReadiness", () => {
  const fixedQuota = {
    users: 3,
    meanRowsPerUser: 3,
    coefficientOfVariation: 0.01,
    catalogue: 9,
    shareAtCatalogue: 0,
    bound: true,
    judged: true,
    sentence: "fixed",
  };
  const found = longitudinalReadiness(panel, { treatment: many, outcome: "tomorrow", days: 2, fixedQuota });

  it("says what a question about a stretch needs", () => {
    expect(found.checks.map(({ check, value, passes }) => [check, value, passes])).toEqual([
      ["fewest users who were always treated over 2 days from a start day", 1, false],
      ["fewest users who were never treated over 2 days from a start day", 0, false],
      // lag_3 reaches back 3 days: 1 of 4 days of each user.
      ["share of user-days with 3 days of history", 0.25, false],
      ["effective clusters (users, by available days)", 3, false],
      ["share of users never treated", 1 / 3, true],
      ["share of users always treated", 1 / 3, true],
      ["minimum detectable difference of tomorrow, in its standard deviations", expect.any(Number), false],
      ["share of active user-days left out, before entry or after exit", 0, true],
      ["rows per user are not fixed by how the log was collected (coefficient of variation)", 0.01, false],
    ]);
  });

  it("counts entries and exits by day", () => {
    const entering = panelFromUserDays(table, withRules({ entry: "firstActivity" }), "input");
    expect(
      longitudinalReadiness(entering, { treatment: many, outcome: "tomorrow", days: 2 }).entriesAndExits,
    ).toEqual([
      { date: "2020-07-05", entered: 2, left: 0, atRisk: 2 },
      { date: "2020-07-06", entered: 1, left: 0, atRisk: 3 },
      { date: "2020-07-07", entered: 0, left: 0, atRisk: 3 },
      { date: "2020-07-08", entered: 0, left: 0, atRisk: 3 },
    ]);
    const exit = { kind: "event", measure: "long" } as const;
    const leaving = panelFromUserDays(table, { ...smallPanel, exit }, "input");
    // The first long click: user 1 on day 0, user 2 on day 2, user 3 on day 1.
    expect(
      longitudinalReadiness(leaving, { treatment: many, outcome: "tomorrow", days: 1 }).entriesAndExits,
    ).toEqual([
      { date: "2020-07-05", entered: 3, left: 1, atRisk: 3 },
      { date: "2020-07-06", entered: 0, left: 1, atRisk: 2 },
      { date: "2020-07-07", entered: 0, left: 0, atRisk: 1 },
    ]);
  });

  it("refuses a dose and a stretch of no days", () => {
    const dose = resolveTreatment(panel, continuous("clicks", { among: "active_day" }));
    const ask = (treatment: typeof dose, days: number) => () =>
      longitudinalReadiness(panel, { treatment, outcome: "tomorrow", days });
    expect(ask(dose, 2)).toThrow(expect.objectContaining({ code: "panel.treatment-not-yet" }));
    expect(ask(many, 0)).toThrow(expect.objectContaining({ code: "panel.days" }));
  });
});

describe("columnDictionary", () => {
  it("has a row a column, with the share that is not known where a panel is given", () => {
    const rows = columnDictionary(smallPanel, panel);
    expect(rows.map(({ name }) => name)).toEqual(panel.columns.map(({ name }) => name));
    expect(rows.find(({ name }) => name === "next_2")).toEqual({
      name: "next_2",
      kind: "future",
      unit: "clicks",
      window: "days 1 to 2",
      from: 1,
      to: 2,
      derivedFrom: "clicks",
      sentence: "Sum of clicks over the 2 days after; not known unless all of them lie in the log.",
      levels: "",
      missingShare: 0.5,
    });
  });

  it("needs no panel, and says what codes mean", () => {
    const rows = columnDictionary(richPanel);
    expect(rows.every(({ missingShare }) => missingShare === null)).toBe(true);
    expect(rows.find(({ name }) => name === "degree")).toMatchObject({
      levels: "low | middle | high",
      sentence: "degree of the user table as a code: 0 = low, 1 = middle, 2 = high; not known where blank.",
    });
    expect(rows.find(({ name }) => name === "streak_clicks")?.window).toBe("entry to day -1");
  });
});
