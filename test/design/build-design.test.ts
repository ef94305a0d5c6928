import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BuiltDesign, buildDesign } from "../../src/design/build-design.js";
import type { Estimand } from "../../src/estimand/estimand.js";
import type { Panel } from "../../src/panel/panel.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import type { UserDayTable } from "../../src/results/user-day-table.js";
import { userDays, withRules } from "../panel/small-panel.js";
import { smallQuestion } from "./small-question.js";

// day       0  1  2  3  4  5     age
// user 1    4  .  6  5  8  1      30
// user 2    .  3  9  .  5  7      not known
// user 3    2  6  .  4  .  8      40
const table = userDays(
  [
    [0, 0, 4],
    [0, 2, 6],
    [0, 3, 5],
    [0, 4, 8],
    [0, 5, 1],
    [1, 1, 3],
    [1, 2, 9],
    [1, 4, 5],
    [1, 5, 7],
    [2, 0, 2],
    [2, 1, 6],
    [2, 3, 4],
    [2, 5, 8],
  ],
  { users: ["1", "2", "3"], days: 6, ages: [30, Number.NaN, 40], firstDay: 18448 },
);

function built(
  question: Partial<Parameters<typeof smallQuestion>[1]> = {},
  options = {},
  rules = {},
  log: UserDayTable = table,
): BuiltDesign {
  const definition = withRules(rules);
  const panel = panelFromUserDays(log, definition, "input", options);
  return buildDesign(panel, smallQuestion(definition, question), resolveTreatment(panel, "many"));
}

const rowsOf = ({ design }: BuiltDesign) => {
  const all = (
    read: (shard: typeof design.shards extends Iterable<infer Shard> ? Shard : never) => ArrayLike<number>,
  ) => [...design.shards].flatMap((shard) => Array.from(read(shard)));
  const terms = design.terms.map((_, j) =>
    all(({ covariates }) => covariates.values.subarray(j * covariates.rows, (j + 1) * covariates.rows)),
  );
  return {
    user: all((shard) => shard.user),
    day: all((shard) => shard.day),
    treatment: all((shard) => shard.treatment),
    outcome: all((shard) => shard.outcome),
    averaging: all((shard) => shard.averaging),
    terms: Object.fromEntries(design.terms.map((name, j) => [name, terms[j]!])),
  };
};

describe("buildDesign", () => {
  it("takes available rows with full look-back, a known outcome and known covariates, and counts the rest", () => {
    const result = built();
    expect(result.attrition).toEqual([
      { step: "user-days at risk", rows: 18, users: 3 },
      { step: "available: active_day = 1", rows: 13, users: 3 },
      // Day 0 has no day before it: users 1 and 3 lose one row each.
      { step: "full look-back: 1 logged day before", rows: 11, users: 3 },
      // Tomorrow is not known on day 5: one row each.
      { step: "outcome known: tomorrow", rows: 8, users: 3 },
      // The age of user 2 is not known.
      { step: "adjustment columns known", rows: 5, users: 2 },
    ]);
    expect(rowsOf(result)).toEqual({
      user: [0, 0, 0, 2, 2],
      day: [2, 3, 4, 1, 3],
      treatment: [1, 1, 1, 1, 0],
      outcome: [5, 8, 1, 0, 0],
      averaging: [1, 1, 1, 1, 1],
      terms: { intercept: [1, 1, 1, 1, 1], lag_1_clicks: [0, 6, 5, 2, 0], age: [30, 30, 30, 40, 40] },
    });
    expect([...result.panelRow]).toEqual([2, 3, 4, 13, 15]);
    expect(result.design).toMatchObject({ users: 3, rows: 5, terms: ["intercept", "lag_1_clicks", "age"] });
    expect(result.design.sample).toMatchObject({ users: 3, rows: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(result.termDocs.map(({ term, as, kind, unit, window }) => [term, as, kind, unit, window])).toEqual(
      [
        ["lag_1_clicks", "linear", "history", "clicks", "day -1"],
        ["age", "linear", "baseline", "years", "before entry"],
      ],
    );
  });

  it("asks for the longest look-back among the adjustment columns", () => {
    const { attrition } = built({
      adjustFor: { history: ["lag_1_clicks", "lag_3_clicks", "prior_2day_clicks"] },
    });
    expect(attrition[2]).toEqual({ step: "full look-back: 3 logged days before", rows: 7, users: 3 });
  });

  it("keeps partial histories as they stand when told so", () => {
    const { attrition, panelRow } = built({ population: { history: "asIs" } });
    expect(attrition.map(({ rows }) => rows)).toEqual([18, 13, 10, 7]);
    expect([...panelRow]).toEqual([0, 2, 3, 4, 12, 13, 15]);
  });

  it("averages by user when told so: rows of a user share one unit of weight", () => {
    expect(rowsOf(built({ averageOver: "users" })).averaging).toEqual([1 / 3, 1 / 3, 1 / 3, 1 / 2, 1 / 2]);
  });

  it("makes indicators of all levels but the first, and spline columns", () => {
    const result = built({
      adjustFor: {
        history: [],
        baseline: [],
        calendar: [
          { kind: "factor", column: "weekday" },
          { kind: "spline", column: "log_day", degreesOfFreedom: 2 },
        ],
      },
    });
    // 2020-07-05 was a Sunday. No history is used, so day 0 stays; days 0 to 4 are weekdays 7 1 2 3 4.
    expect(result.attrition.map(({ rows }) => rows)).toEqual([18, 13, 10, 10]);
    const { day, terms } = rowsOf(result);
    expect(day).toEqual([0, 2, 3, 4, 1, 2, 4, 0, 1, 3]);
    expect(Object.keys(terms)).toEqual([
      "intercept",
      "weekday=2",
      "weekday=3",
      "weekday=4",
      "weekday=7",
      "log_day spline 1",
      "log_day spline 2",
    ]);
    expect(terms["weekday=2"]).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect(terms["weekday=7"]).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
    expect([terms["log_day spline 1"]![0], terms["log_day spline 2"]![0]]).toEqual([0, 0]);
    expect(result.termDocs.map(({ column }) => column)).toEqual([
      ...Array(4).fill("weekday"),
      "log_day",
      "log_day",
    ]);
  });

  it("leaves out the day of entry when users enter by being active", () => {
    const { attrition } = built(
      { population: { history: "asIs" }, adjustFor: { history: [], baseline: [] } },
      {},
      { entry: "firstActivity" },
    );
    expect(attrition[0]).toEqual({ step: "user-days at risk", rows: 17, users: 3 });
    expect(attrition[2]).toEqual({ step: "after the day of entry", rows: 10, users: 3 });
  });

  it("does not call a row untreated whose measure is not known", () => {
    const definition = withRules({});
    const panel = panelFromUserDays(table, definition, "input");
    // The clicks of user 1 on day 3 are not known: a plain rule on them tells nothing of that row.
    const unknown: Panel = {
      ...panel,
      *shards() {
        for (const shard of panel.shards())
          yield {
            ...shard,
            column: (name) =>
              name === "clicks"
                ? shard
                    .column(name)
                    .map((value, row) => (shard.user[row] === 0 && shard.day[row] === 3 ? Number.NaN : value))
                : shard.column(name),
          };
      },
    };
    const result = buildDesign(unknown, smallQuestion(definition), resolveTreatment(unknown, "many"));
    expect(result.attrition.map(({ step, rows }) => [step, rows])).toEqual([
      ["user-days at risk", 18],
      ["available: active_day = 1", 13],
      ["treatment known: many", 12],
      ["full look-back: 1 logged day before", 10],
      ["outcome known: tomorrow", 7],
      ["adjustment columns known", 4],
    ]);
    expect([...result.panelRow]).toEqual([2, 4, 13, 15]);
    expect(rowsOf(result).treatment).toEqual([1, 1, 1, 0]);
  });

  it("treats rows near a gap as without full look-back and without outcome", () => {
    // Nobody on day 2.
    const gap = userDays(
      [
        [0, 0, 5],
        [0, 1, 6],
        [0, 3, 7],
        [0, 4, 8],
        [0, 5, 9],
      ],
      { users: ["1"], days: 6 },
    );
    const { attrition, panelRow } = built({}, {}, {}, gap);
    expect(attrition.map(({ rows }) => rows)).toEqual([5, 5, 3, 1, 1]);
    expect([...panelRow]).toEqual([3]);
  });

  it("names the step that removed the last rows", () => {
    const question = { population: { history: "full" } } satisfies Partial<Estimand>;
    const short = userDays(
      [
        [0, 0, 5],
        [0, 1, 6],
      ],
      { users: ["1"], days: 2 },
    );
    expect(() => built(question, {}, {}, short)).toThrow(
      expect.objectContaining({
        code: "design.no-rows",
        message: 'no user-day can be analysed: "outcome known: tomorrow" leaves none of 1 rows',
      }),
    );
  });

  it("refuses columns that the panel does not have", () => {
    for (const question of [{ outcome: "yesterday" }, { adjustFor: { history: ["lag_2_clicks"] } }])
      expect(() => built(question)).toThrow(expect.objectContaining({ code: "panel.column-unknown" }));
    expect(() => built({ adjustFor: { history: ["lag_1_click"] } })).toThrow('did you mean "lag_1_clicks"?');
  });

  it("gives the same rows whatever the shards, and skips shards without rows", () => {
    const [one, many] = [built(), built({}, { usersPerShard: 1 })];
    expect(rowsOf(many)).toEqual(rowsOf(one));
    expect([...many.panelRow]).toEqual([...one.panelRow]);
    expect(many.design.sample).toEqual(one.design.sample);
    expect(
      [...many.design.shards].map(({ firstUser, firstRow, rows }) => [firstUser, firstRow, rows]),
    ).toEqual([
      [0, 0, 3],
      [2, 3, 2],
    ]);
  });

  it("keeps factor levels and knots that only one shard has", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }), {
          minLength: 2,
          maxLength: 5,
        }),
        (clicks) => {
          const rows = clicks.flatMap((user, index) =>
            user.flatMap((value, day) => (value === 0 ? [] : [[index, day, value] as const])),
          );
          const users = clicks.map((_, user) => String(user));
          if (rows.length === 0) return;
          const log = userDays(rows, { users, days: 6 });
          const adjustFor: Partial<Estimand["adjustFor"]> = {
            history: [
              { kind: "factor", column: "lag_1_clicks" },
              { kind: "spline", column: "prior_2day_clicks", degreesOfFreedom: 3 },
            ],
          };
          const attempt = (options: object) => {
            try {
              return rowsOf(built({ adjustFor }, options, { gapDays: "inactive" }, log));
            } catch (error) {
              return (error as { code: string }).code;
            }
          };
          expect(attempt({ usersPerShard: 1 })).toEqual(attempt({}));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("refuses a factor with hundreds of levels", () => {
    const days = 500;
    const log = userDays(
      Array.from({ length: days }, (_, day) => [0, day, day + 1] as const),
      { users: ["1"], days },
    );
    const question = { adjustFor: { history: [{ kind: "factor" as const, column: "lag_1_clicks" }] } };
    expect(() => built(question, {}, {}, log)).toThrow(
      expect.objectContaining({ code: "design.factor-levels" }),
    );
  });
});
