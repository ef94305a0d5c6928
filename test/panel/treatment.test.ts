import { describe, expect, it } from "vitest";
import { atLeast, atLeastQuantile } from "../../src/definition/treatment.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { resolveTreatment, treatmentColumn } from "../../src/panel/treatment.js";
import { smallPanel, userDays } from "./small-panel.js";

// Clicks of the six active days: 4 6 8 1 | 3 5; sorted 1 3 4 5 6 8.
const table = userDays(
  [
    [0, 0, 4],
    [0, 1, 6],
    [0, 2, 8],
    [0, 3, 1],
    [1, 1, 3],
    [1, 2, 5],
  ],
  { users: ["1", "2"], days: 4 },
);
const panel = panelFromUserDays(table, smallPanel, "input");

describe("resolveTreatment", () => {
  it("resolves a quantile of type 7 over active days only", () => {
    // (6 - 1) * 0.75 = 3.75, so 5 + 0.75 * (6 - 5).
    const resolved = resolveTreatment(panel, atLeastQuantile("clicks", 0.75, { among: "active_day" }));
    expect(resolved).toEqual({
      name: "clicks_at_least_5.75",
      kind: "binary",
      column: "clicks",
      cut: 5.75,
      among: "active_day",
      sentence:
        "clicks of at least 5.75 on days with active_day = 1 (the 0.75 quantile over all such days of the panel)",
    });
  });

  it("keeps the name of a candidate and the number of a written cut", () => {
    expect(resolveTreatment(panel, "many")).toMatchObject({ name: "many", cut: 5 });
    expect(resolveTreatment(panel, atLeast("long_share", 0.4, { among: "active_day" }))).toMatchObject({
      name: "long_share_at_least_0.4",
      sentence: "long_share of at least 0.4 share on days with active_day = 1",
    });
  });

  it("does not depend on shards", () => {
    const split = panelFromUserDays(table, smallPanel, "input", { usersPerShard: 1 });
    expect(resolveTreatment(split, "upper")).toEqual(resolveTreatment(panel, "upper"));
  });

  it("names the candidates when asked for another", () => {
    expect(() => resolveTreatment(panel, "toString")).toThrow(
      expect.objectContaining({
        code: "panel.treatment-unknown",
        message: expect.stringContaining("many, upper"),
      }),
    );
  });

  it("refuses a quantile of nothing and of a column that is not known", () => {
    const among = (column: string, name: string) => () =>
      resolveTreatment(panel, { kind: "atLeastQuantile", column, quantile: 0.5, among: name });
    expect(among("clicks", "age")).toThrow(expect.objectContaining({ code: "panel.treatment-empty" }));
    expect(among("tomorrow", "active_day")).toThrow(
      expect.objectContaining({
        code: "panel.treatment-unknown-values",
        details: expect.objectContaining({ unknown: 1 }),
      }),
    );
  });
});

describe("treatmentColumn", () => {
  it("is 1 at or above the cut on an active day and 0 elsewhere, never NaN", () => {
    const [shard] = panel.shards();
    const of = (column: string, cut: number) => [
      ...treatmentColumn(shard!, { column, cut, among: "active_day" }),
    ];
    expect(of("clicks", 4)).toEqual([1, 1, 1, 0, 0, 0, 1, 0]);
    expect(of("clicks", 0)).toEqual([1, 1, 1, 1, 0, 1, 1, 0]);
    expect(of("tomorrow", 0)).toEqual([1, 1, 1, 0, 0, 1, 1, 0]);
  });
});
