import { describe, expect, it } from "vitest";
import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import { atLeastQuantile } from "../../src/definition/treatment.js";
import { dailyRates } from "../../src/panel/daily-rates.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { placedRows } from "../../src/panel/placed-rows.js";
import { readinessChecks } from "../../src/panel/readiness.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { kuairecUserDays } from "./kuairec-user-days.js";
import { smallPanel, userDays } from "./small-panel.js";

describe("placedRows", () => {
  const audit = (rows: number, of: number) =>
    ["rows_in_no_user_day", "unreadable_dates"].map((check) => ({
      table: "t",
      check,
      rows,
      share: rows / of,
      action: "kept" as const,
      sentence: "Lost.",
    }));

  it.each([
    [0, 1000, true, false],
    [1, 1000, true, false],
    [2, 1000, true, true],
    [50, 1000, true, true],
    [51, 1000, false, true],
  ])("%d of %d rows lost: passes %s, warns %s", (rows, of, passes, warns) => {
    const told = rows === 0 ? "0 rows." : `${rows} rows. ${rows}: Lost.`;
    expect(placedRows(audit(rows, of))).toMatchObject([{ value: rows / of, passes, warns, detail: told }]);
  });

  it("says nothing of a log that does not count them", () => {
    expect(placedRows([])).toEqual([]);
  });
});

describe("readinessChecks", () => {
  it("are the notebook's eight, with its values, on a panel of its size", () => {
    // 91 users over 63 days, as in the notebook: 5,733 rows, of which 60 / 63 have a known 3-day future and 56 / 63 a
    // known 7-day one; everybody is active on 62 days.
    const rows = Array.from({ length: 91 * 62 }, (_, i) => {
      const user = Math.floor(i / 62);
      const nth = i % 62;
      return { user, day: nth < user % 63 ? nth : nth + 1, interactions: 1 + ((i * 37) % 90) };
    });
    const users = Array.from({ length: 91 }, (_, user) => String(14 + user));
    const panel = panelFromUserDays(kuairecUserDays(rows, { users, days: 63 }), kuairecPanel, "input");
    expect(panel.rows).toBe(5733);
    const found = readinessChecks(panel);
    expect(found.map(({ check }) => check)).toEqual([
      "at least 50 users in sample",
      "median user has at least 7 active days",
      "at least 30 calendar dates",
      "treatment_high_intensity has non-trivial variation",
      "treatment_high_watch_exposure has non-trivial variation",
      "future 3-day outcomes available for most rows",
      "future 7-day outcomes available for most rows",
      "lagged confounders have no missing values after filling panel starts",
    ]);
    expect(found.every(({ passes }) => passes)).toBe(true);
    const value = found.map((check) => check.value);
    expect([value[0], value[1], value[2], value[5], value[6], value[7]]).toEqual([
      91,
      62,
      63,
      60 / 63,
      56 / 63,
      0,
    ]);
    expect(value[3]).toBeGreaterThan(0.24);
    expect(value[3]).toBeLessThan(0.26);
  });

  it("fail on a panel that is too small, has a gap and a treatment that nobody gets", () => {
    const table = userDays(
      [
        [0, 0, 1],
        [0, 1, 2],
        [1, 3, 2],
      ],
      { users: ["1", "2"], days: 5 },
    );
    // Days 0, 1 and 3 are observed; day 4 and day 2 are gaps. Six rows; nobody has five clicks.
    const panel = panelFromUserDays(table, smallPanel, "input");
    expect(readinessChecks(panel).map(({ value, passes }) => [value, passes])).toEqual([
      [2, false],
      [1.5, false],
      [3, false],
      [0, false],
      [2 / 6, true],
      [0, false],
      // lag_1 is not known on day 3 only, prior_2day neither: 2 of 6 rows.
      [2 / 6, false],
    ]);
  });
});

describe("a candidate treatment that is known nowhere", () => {
  it("is not evaluated, rather than found not to vary", () => {
    const rows = [
      [0, 0, 1],
      [0, 1, 2],
      [1, 1, 2],
    ] as const;
    // A quantile of seven earlier days, on a log of two.
    const unusual = atLeastQuantile("clicks", 0.5, { among: "active_day", within: "user", using: "past" });
    const definition: PanelDefinition = { ...smallPanel, treatments: { unusual } };
    const panel = panelFromUserDays(userDays(rows, { users: ["1", "2"], days: 2 }), definition, "input");
    expect(readinessChecks(panel).find(({ check }) => check.startsWith("unusual"))).toEqual({
      check: "unusual has non-trivial variation",
      value: null,
      threshold: "between 0.01 and 0.99 of user-days on which it is known",
      passes: null,
    });
  });
});

describe("dailyRates", () => {
  it("counts users at risk, active and treated ones, and averages known outcomes", () => {
    // user 1: 4 . 6 5   user 2: . . 8 .   (nobody on day 1: no row)
    const table = userDays(
      [
        [0, 0, 4],
        [0, 2, 6],
        [0, 3, 5],
        [1, 2, 8],
      ],
      {
        users: ["1", "2"],
        days: 4,
        firstDay: 18448,
      },
    );
    const panel = panelFromUserDays(table, smallPanel, "input");
    expect(dailyRates(panel, resolveTreatment(panel, "many"), "tomorrow")).toEqual([
      { date: "2020-07-05", atRisk: 2, activeRate: 0.5, treatmentRate: 0, outcomeMean: null },
      { date: "2020-07-07", atRisk: 2, activeRate: 1, treatmentRate: 1, outcomeMean: 2.5 },
      { date: "2020-07-08", atRisk: 2, activeRate: 0.5, treatmentRate: 1, outcomeMean: null },
    ]);
  });

  it("leaves out days on which the treatment is not known, and has no rate where it is known on none", () => {
    // user 1: 4 6 . 5   user 2: 8 8 8 8; treated when above the user's own median so far, from two earlier days on
    const table = userDays(
      [
        [0, 0, 4],
        [0, 1, 6],
        [0, 3, 5],
        [1, 0, 8],
        [1, 1, 8],
        [1, 2, 9],
        [1, 3, 7],
      ],
      { users: ["1", "2"], days: 4 },
    );
    const definition = {
      ...smallPanel,
      treatments: {
        own: {
          kind: "atLeastQuantile",
          column: "clicks",
          quantile: 0.5,
          among: "active_day",
          within: "user",
          using: "past",
          minimumDays: 2,
        },
      },
    } as const;
    const panel = panelFromUserDays(table, definition, "input");
    const rates = dailyRates(panel, resolveTreatment(panel, "own"), "tomorrow");
    // day 2: user 2 only, 9 of at least 8; day 3: user 1 has 5 of at least 5, user 2 has 7 of at least 8
    expect(rates.map(({ treatmentRate }) => treatmentRate)).toEqual([null, null, 1, 0.5]);
    // known on 4 of 8 rows (user 1 is away on day 2: 0, known), two of them treated
    expect(readinessChecks(panel).find(({ check }) => check.startsWith("own"))).toEqual({
      check: "own has non-trivial variation",
      value: 2 / 4,
      threshold: "between 0.01 and 0.99 of user-days on which it is known",
      passes: true,
    });
  });

  it("has no treatment rate on a day without available users", () => {
    const table = userDays([[0, 0, 4]], { users: ["1"], days: 2 });
    const panel = panelFromUserDays(table, { ...smallPanel, gapDays: "inactive" }, "input");
    expect(dailyRates(panel, resolveTreatment(panel, "many"), "tomorrow")[1]).toMatchObject({
      activeRate: 0,
      treatmentRate: null,
    });
  });
});
