import { describe, expect, it } from "vitest";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { kuairecUserDays } from "./kuairec-user-days.js";
import { panelValues } from "./panel-values.js";

/**
 * Interactions of user 14 from 2020-07-05 on. The notebook prints 15 days; 105, 80 and 17 follow from its last futures
 * (264 = 117 + 42 + 105, 227 = 42 + 105 + 80, 202 = 105 + 80 + 17); four more active days are of our own.
 */
const interactions = [26, 23, 78, 22, 55, 52, 32, 42, 46, 42, 10, 87, 93, 117, 42, 105, 80, 17, 1, 1, 1, 1];
const firstDay = Date.UTC(2020, 6, 5) / 86_400_000;
const printed = 15;

const panel = panelFromUserDays(
  kuairecUserDays(
    interactions.map((n, day) => ({ user: 0, day, interactions: n })),
    { users: ["14"], days: 22, firstDay },
  ),
  kuairecPanel,
  "notebook",
);
const column = (name: string, rows = printed) => panelValues(panel, name).slice(0, rows);

describe("the notebook's user 14", () => {
  it("has the printed lags and prior windows, zero and partial sums at the log's start", () => {
    expect(column("lag_1_active_day")).toEqual([0, ...Array(14).fill(1)]);
    expect(column("lag_1_interactions")).toEqual([
      0, 26, 23, 78, 22, 55, 52, 32, 42, 46, 42, 10, 87, 93, 117,
    ]);
    expect(column("prior_3day_active_day")).toEqual([0, 1, 2, ...Array(12).fill(3)]);
    expect(column("prior_3day_interactions")).toEqual([
      0, 26, 49, 127, 123, 155, 129, 139, 126, 120, 130, 98, 139, 190, 297,
    ]);
  });

  it("has the printed futures", () => {
    expect(column("next_day_active")).toEqual(Array(15).fill(1));
    expect(column("future_3day_active_days")).toEqual(Array(15).fill(3));
    expect(column("future_3day_interactions")).toEqual([
      123, 155, 129, 139, 126, 120, 130, 98, 139, 190, 297, 252, 264, 227, 202,
    ]);
    expect(column("future_7day_active_days")).toEqual(Array(15).fill(7));
  });

  it("begins on a Sunday", () => {
    expect(column("day_of_week", 3)).toEqual([7, 1, 2]);
    expect(column("log_day", 3)).toEqual([0, 1, 2]);
  });

  it("has the printed seconds, to the last bit", () => {
    expect(column("total_play_duration_sec", 1)).toEqual([(9001 * 26) / 1000]);
  });
});
