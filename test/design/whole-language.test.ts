import { describe, expect, it } from "vitest";
import { buildDesign } from "../../src/design/build-design.js";
import { factor, linear } from "../../src/estimand/adjustment-term.js";
import type { AdjustmentTerm, Estimand } from "../../src/estimand/estimand.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { richTable, withSpan } from "../panel/rich-panel.js";
import { smallQuestion } from "./small-question.js";

const no = undefined;
// day         0  1  2  3  4  5  6  7      nobody on day 3
const users = [
  { clicks: [4, 2, 6, no, 8, 1, 3, 5] },
  { clicks: [no, 3, 9, no, no, 7, 2, 2] },
  { clicks: [2, 6, no, no, 4, 8, no, 1] },
];
const definition = withSpan({});
const panel = panelFromUserDays(richTable(users, 8, 18_448), definition, "input");
const question = (
  rule: string,
  history: readonly (string | AdjustmentTerm)[],
  baseline: Estimand["adjustFor"]["baseline"] = [],
) => ({
  ...smallQuestion(definition, { outcome: "lead_1_clicks", adjustFor: { history, baseline } }),
  treatment: { rule, actor: "platform" as const },
});
const built = (...[rule, history, baseline]: Parameters<typeof question>) =>
  buildDesign(panel, question(rule, history, baseline), resolveTreatment(panel, rule));
const steps = (design: ReturnType<typeof built>) => design.attrition.map(({ step, rows }) => [step, rows]);
const days = (design: ReturnType<typeof built>) =>
  [...design.design.shards].flatMap(({ user, day }) => Array.from(user, (u, row) => `${u}:${day[row]}`));

describe("full look-back of histories without end", () => {
  it("asks for yesterday in the log, and for a value that no gap makes unknown", () => {
    const design = built("few", ["total_clicks"]);
    expect(steps(design)).toEqual([
      ["user-days at risk", 21],
      ["available: active_day = 1", 17],
      // Days 0 and 4 have no yesterday.
      ["full look-back: 1 logged day before", 13],
      // Day 2 has no tomorrow, nor has day 7.
      ["outcome known: lead_1_clicks", 8],
      // After the gap the sum since entry is not known.
      ["adjustment columns known", 3],
    ]);
    expect(days(design)).toEqual(["0:1", "1:1", "2:1"]);
    // A streak is known again once a day without clicks lies behind it: user 2's from day 5 on.
    expect(days(built("few", ["streak_clicks"]))).toEqual(["0:1", "1:1", "1:5", "1:6", "2:1"]);
    // The last click is known again from the first one after the gap on.
    expect(days(built("few", ["since_clicks"]))).toEqual(["0:1", "0:5", "0:6", "1:6", "2:1", "2:5"]);
  });

  it("goes with the longest of the others", () => {
    expect(steps(built("few", ["since_clicks", "lag_1_clicks", "any_2_clicks"]))[2]![0]).toBe(
      "full look-back: 2 logged days before",
    );
  });
});

describe("a treatment that is not known on every available day", () => {
  it("leaves those days out, and says so", () => {
    const design = built("three_in_a_row", []);
    expect(steps(design).slice(1, 3)).toEqual([
      ["available: active_day = 1", 17],
      // Not known on days 4 and 5 of users 1 and 3 (whose days run back to the gap); user 2 was away on day 4.
      ["treatment known: three_in_a_row", 13],
    ]);
    expect(steps(built("own", []))[2]).toEqual(["treatment known: own", 11]);
  });
});

describe("what estimators cannot do yet", () => {
  it("is refused by name", () => {
    for (const [rule, kind] of [
      ["level", "categorical"],
      ["dose", "continuous"],
    ] as const)
      expect(() => built(rule, [])).toThrow(
        expect.objectContaining({
          code: "design.treatment-not-yet",
          message: expect.stringContaining(`treatment "${rule}" is ${kind}`),
        }),
      );
  });
});

describe("a categorical attribute", () => {
  it("enters as a factor whose levels are named, and as nothing else", () => {
    const design = built("few", [], [factor("degree")]);
    expect(design.termDocs.map(({ term, sentence }) => [term, sentence])).toEqual([
      ["degree=1", "1 where degree is middle, else 0; compared with low"],
      ["degree=2", "1 where degree is high, else 0; compared with low"],
    ]);
    for (const term of ["degree", linear("degree")])
      expect(() => built("few", [], [term])).toThrow(
        expect.objectContaining({ code: "design.categorical-term" }),
      );
  });
});

describe("an exit", () => {
  it("by event keeps the outcome defined, as lost it does not", () => {
    const leaving = [{ clicks: [4, 2, 6, 8, 1], quits: [3], last: 3 }, { clicks: [1, 5, 2, 3, 4] }];
    const rowsOf = (exit: NonNullable<typeof definition.exit>) => {
      const leavers = withSpan({ exit });
      const seen = panelFromUserDays(richTable(leaving, 5, 18_448), leavers, "input");
      const asked = { ...question("few", []), panel: leavers };
      return buildDesign(seen, asked, resolveTreatment(seen, "few")).design.rows;
    };
    // Four rows each have a tomorrow; the leaver's last row has one of zero clicks only by event.
    expect(rowsOf({ kind: "event", measure: "quits" })).toBe(8);
    expect(rowsOf({ kind: "lost", column: "lost_on" })).toBe(7);
  });
});
