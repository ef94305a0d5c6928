import { describe, expect, it } from "vitest";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { assertClose } from "../assert-close.js";
import { richTable, withSpan } from "./rich-panel.js";

const na = Number.NaN;
const no = undefined;
const users = [
  // day      0   1  2  3   4  5   6   7  8  9 10     nobody on day 5
  { clicks: [2, no, 4, 1, no, no, 3, no, 5, 2, 1], quits: [8], last: 8, entry: 2 },
  { clicks: [no, 1, no, no, 1, no, no, 1, no, no, no] },
];
const table = richTable(users, 11, 18_448);

/** The first user's rows. */
const values = (name: string, span: Parameters<typeof withSpan>[0] = {}) => {
  const [shard] = panelFromUserDays(table, withSpan(span), "input", { usersPerShard: 1 }).shards();
  return [...shard!.column(name)];
};

describe("ten rows of one user, days 0 to 10 without day 5", () => {
  it("look back over windows", () => {
    expect(values("clicks")).toEqual([2, 0, 4, 1, 0, 3, 0, 5, 2, 1]);
    expect(values("mean_3_clicks")).toEqual([0, 2, 1, 2, 5 / 3, na, na, na, 8 / 3, 7 / 3]);
    expect(values("max_3_clicks")).toEqual([0, 2, 2, 4, 4, na, na, na, 5, 5]);
    expect(values("any_2_clicks")).toEqual([0, 1, 1, 1, 1, na, na, 1, 1, 1]);
  });

  it("look back to the beginning, as far as the gap lets them", () => {
    // Days 6 and 7 run back to day 5; on day 7 nothing was clicked, so that day 8 begins anew.
    expect(values("streak_clicks")).toEqual([0, 1, 0, 1, 2, na, na, 0, 1, 2]);
    expect(values("since_clicks")).toEqual([na, 1, 2, 1, 1, na, 1, 2, 1, 1]);
    expect(values("total_clicks")).toEqual([0, 2, 2, 6, 7, na, na, na, na, na]);
    const half = Math.SQRT1_2;
    [0, 2 * half, 1, 5 * half, 2.5 + half].forEach((expected, row) => {
      assertClose(values("decayed_clicks")[row]!, expected, {
        absolute: 1e-14,
        because: "sums of few powers of the square root of one half",
      });
    });
    expect(values("decayed_clicks").slice(5)).toEqual([na, na, na, na, na]);
  });

  it("look ahead, not known at the edge and over the gap", () => {
    expect(values("mean_next_3")).toEqual([5 / 3, 5 / 3, na, na, na, 7 / 3, 8 / 3, na, na, na]);
    expect(values("max_next_2")).toEqual([4, 4, 1, na, na, 5, 5, 2, na, na]);
    expect(values("any_next_2")).toEqual([1, 1, 1, na, na, 1, 1, 1, na, na]);
  });

  it("know the calendar", () => {
    // 2020-07-05 is a Sunday, in ISO week 27.
    expect(values("weekend")).toEqual([1, 0, 0, 0, 0, 1, 1, 0, 0, 0]);
    expect(values("day_of_month")).toEqual([5, 6, 7, 8, 9, 11, 12, 13, 14, 15]);
    expect(values("month")).toEqual(Array(10).fill(7));
    expect(values("iso_week")).toEqual([27, 28, 28, 28, 28, 28, 28, 29, 29, 29]);
  });

  it("end with an event, and are zero afterwards", () => {
    const exit = { kind: "event", measure: "quits" } as const;
    expect(values("clicks", { exit })).toEqual([2, 0, 4, 1, 0, 3, 0, 5]);
    expect(values("sum_next_2", { exit })).toEqual([4, 5, 1, na, na, 5, 5, 0]);
    expect(values("lead_3_clicks", { exit })).toEqual([1, 0, na, 3, 0, 0, 0, na]);
  });

  it("end when the user is lost, and are not known afterwards", () => {
    const exit = { kind: "lost", column: "lost_on" } as const;
    expect(values("clicks", { exit })).toEqual([2, 0, 4, 1, 0, 3, 0, 5]);
    expect(values("sum_next_2", { exit })).toEqual([4, 5, 1, na, na, 5, na, na]);
    expect(values("lead_3_clicks", { exit })).toEqual([1, 0, na, 3, 0, na, na, na]);
  });

  it("begin on a date, with nothing before", () => {
    const entry = { kind: "date", column: "entered_on" } as const;
    expect(values("clicks", { entry })).toEqual([4, 1, 0, 3, 0, 5, 2, 1]);
    expect(values("total_clicks", { entry })).toEqual([0, 4, 5, na, na, na, na, na]);
    expect(values("entered", { entry })).toEqual(Array(8).fill(2));
    const panel = panelFromUserDays(table, withSpan({ entry }), "input");
    // The second user has no date and never enters; the first has one active day too early.
    expect([panel.rows, panel.activeDaysLeftOut]).toEqual([8, 4]);
  });
});

describe("weeks of ISO 8601", () => {
  it.each([
    ["2020-12-31", 53],
    ["2021-01-03", 53],
    ["2021-01-04", 1],
    ["2019-12-30", 1],
    ["2016-01-03", 53],
  ])("%s is in week %i", (date, week) => {
    const one = richTable([{ clicks: [1] }], 1, Date.parse(date) / 86_400_000);
    const [shard] = panelFromUserDays(one, withSpan({}), "input").shards();
    expect([...shard!.column("iso_week")]).toEqual([week]);
  });
});

describe("a category", () => {
  it("keeps its codes, and refuses one that its levels do not have", () => {
    expect(values("degree")).toEqual(Array(10).fill(0));
    const broken = { ...table, baseline: { ...table.baseline, degree: Float64Array.of(3, na) } };
    const [shard] = panelFromUserDays(broken, withSpan({}), "input").shards();
    expect(() => shard!.column("degree")).toThrow(expect.objectContaining({ code: "panel.category-code" }));
  });
});

describe("dates of entry and exit", () => {
  it("are asked for when the definition reads them, and are whole days", () => {
    const { "entry date": _, ...without } = table.baseline;
    const entry = { kind: "date", column: "entered_on" } as const;
    const build = (baseline: typeof table.baseline) => () =>
      panelFromUserDays({ ...table, baseline }, withSpan({ entry }), "input");
    expect(build(without)).toThrow(expect.objectContaining({ code: "panel.user-days-column" }));
    expect(build({ ...without, "entry date": Float64Array.of(0.5, 1) })).toThrow(
      expect.objectContaining({ code: "panel.user-days-date" }),
    );
  });
});
