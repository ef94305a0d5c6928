import { describe, expect, it } from "vitest";
import { and, compare, not, or } from "../../src/definition/condition.js";
import {
  any,
  categories,
  continuous,
  rule,
  streakAtLeast,
  topKWithinDay,
} from "../../src/definition/more-treatments.js";
import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import {
  atLeastQuantile,
  atMost,
  atMostQuantile,
  type TreatmentRule,
} from "../../src/definition/treatment.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { resolveTreatment, treatmentColumn } from "../../src/panel/treatment.js";
import { panelValues } from "./panel-values.js";
import { smallPanel, userDays } from "./small-panel.js";

const na = Number.NaN;
const among = { among: "active_day" } as const;
// day        0  1  2  3  4     2020-07-05 (day 0) is a Sunday
// user 1     4  6  8  1  6
// user 2     .  3  5  3  7
// user 3     4  .  5  2  .
const table = userDays(
  [
    [0, 0, 4],
    [0, 1, 6],
    [0, 2, 8],
    [0, 3, 1],
    [0, 4, 6],
    [1, 1, 3],
    [1, 2, 5],
    [1, 3, 3],
    [1, 4, 7],
    [2, 0, 4],
    [2, 2, 5],
    [2, 3, 2],
  ],
  { users: ["1", "2", "3"], days: 5, firstDay: 18_448 },
);
const panel = panelFromUserDays(table, smallPanel, "input");
const of = (treatment: TreatmentRule) => {
  const resolved = resolveTreatment(panel, treatment);
  return [...panel.shards()].flatMap((shard) => [...treatmentColumn(shard, resolved)]);
};

describe("candidate treatments", () => {
  it("at most a value or a quantile of all available days", () => {
    expect(of(atMost("clicks", 4, among))).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0]);
    // Sorted: 1 2 3 3 4 4 5 5 6 6 7 8; position 11 * 0.25 = 2.75, between 3 and 3.
    const resolved = resolveTreatment(panel, atMostQuantile("clicks", 0.25, among));
    expect(resolved).toMatchObject({
      cut: 3,
      kind: "binary",
      name: "clicks_at_most_3",
      how: { test: "atMost" },
    });
    expect(resolved.sentence).toBe(
      "clicks of at most 3 on days with active_day = 1 (the 0.25 quantile over all such days of the panel)",
    );
  });

  it("any, and so many days in a row", () => {
    expect(of(any("long", among))).toEqual([1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 0]);
    expect(of(streakAtLeast("long", 3, among))).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
  });

  it("the k largest of a day, equals in the order of users", () => {
    // Day 0: users 1 and 3 tie at 4; day 2: users 2 and 3 tie at 5 behind user 1.
    expect(of(topKWithinDay("clicks", 1, among))).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
    expect(of(topKWithinDay("clicks", 2, among))).toEqual([1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 0]);
  });

  it("a quantile of the user's own past, not known until there is one", () => {
    const own = atLeastQuantile("clicks", 0.5, { ...among, within: "user", using: "past", minimumDays: 2 });
    const resolved = resolveTreatment(panel, own);
    // User 1: medians before days 2, 3, 4 are 5, 6, 5; user 2: 4 (3, 5) before day 3, 3 before day 4; user 3: 4.5.
    const seen = panelFromUserDays(table, { ...smallPanel, treatments: { own } }, "input");
    expect(panelValues(seen, "own")).toEqual([na, na, 1, 0, 1, 0, na, na, 0, 1, na, 0, na, 0, 0]);
    expect(of(own)).toEqual([0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
    expect(resolved).toMatchObject({ cut: 0.5, name: "clicks_at_least_own_0.5" });
    expect(resolved.sentence).toBe(
      "clicks of at least the 0.5 quantile of the user's own earlier days on days with active_day = 1 (2 of them needed)",
    );
  });

  it("a condition over columns of the panel", () => {
    const condition = or(
      and(compare("clicks", ">", "lag_1_clicks"), not(compare("weekday", "=", 7))),
      compare("clicks", ">=", 8),
    );
    expect(of(rule(condition, among))).toEqual([0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0]);
    expect(resolveTreatment(panel, rule(condition, among)).sentence).toBe(
      "(clicks > lag_1_clicks and not (weekday = 7)) or clicks >= 8 on days with active_day = 1",
    );
  });

  it("is not known where a condition is not, unless another part decides", () => {
    // Tomorrow is not known on day 4.
    const onLastDay = (when: Parameters<typeof rule>[0]) => {
      const treatments = { it: rule(when, among) };
      const definition: PanelDefinition = { ...smallPanel, treatments };
      const seen = panelFromUserDays(table, definition, "input");
      return panelValues(seen, "it")[4];
    };
    const unknown = compare("tomorrow", ">", 0);
    expect(onLastDay(unknown)).toBeNaN();
    expect(onLastDay(not(unknown))).toBeNaN();
    expect(onLastDay(and(unknown, compare("clicks", "=", 6)))).toBeNaN();
    expect(onLastDay(and(unknown, compare("clicks", "<", 6)))).toBe(0);
    expect(onLastDay(or(unknown, compare("clicks", "<=", 6)))).toBe(1);
    expect(onLastDay(or(compare("clicks", "!=", 6), unknown))).toBeNaN();
  });

  it("several categories, and the column itself", () => {
    const levels = resolveTreatment(panel, categories("clicks", [3, 6], among));
    expect(levels.kind).toBe("categorical");
    expect(of(categories("clicks", [3, 6], among))).toEqual([1, 2, 2, 0, 2, 0, 1, 1, 1, 2, 1, 0, 1, 0, 0]);
    expect(resolveTreatment(panel, continuous("clicks", among)).kind).toBe("continuous");
    expect(of(continuous("clicks", among))).toEqual(panelValues(panel, "clicks"));
  });

  it("do not depend on shards", () => {
    const split = panelFromUserDays(table, smallPanel, "input", { usersPerShard: 1 });
    for (const treatment of [topKWithinDay("clicks", 2, among), atMostQuantile("clicks", 0.3, among)])
      expect(resolveTreatment(split, treatment)).toEqual(resolveTreatment(panel, treatment));
  });
});
