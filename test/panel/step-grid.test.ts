import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayOfWeek, isoWeek, logDay, month } from "../../src/definition/calendar.js";
import { describeWindow } from "../../src/definition/day-window.js";
import { enterOn } from "../../src/definition/entry-exit.js";
import type { PanelDefinition } from "../../src/definition/panel-definition.js";
import { daysSince } from "../../src/definition/unbounded-history.js";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { columnDictionary } from "../../src/panel/column-dictionary.js";
import { dailyRates } from "../../src/panel/daily-rates.js";
import { entriesAndExits } from "../../src/panel/entries-and-exits.js";
import { panelOverview } from "../../src/panel/export/panel-overview.js";
import { longitudinalReadiness } from "../../src/panel/longitudinal-readiness.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { readinessChecks } from "../../src/panel/readiness.js";
import { writePanelParquet } from "../../src/panel/store/write-panel-parquet.js";
import { firstUserDays } from "../../src/panel/summary/first-user-days.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { silentProgress } from "../../src/progress.js";
import { type LogStep, stepDate, stepLabel, stepOfDate, weekdays } from "../../src/sources/log-step.js";
import { smallPanel, userDays } from "./small-panel.js";

const weeks: LogStep = { unit: "week", weekStarts: "monday" };
const periods: LogStep = { unit: "period" };
const definition: PanelDefinition = {
  ...smallPanel,
  history: { ...smallPanel.history, since: daysSince("clicks") },
  calendar: { log_step: logDay() },
};
// Step 2452 of weeks that begin on Monday: 2452 * 7 + 4 days after 1970-01-01 is Monday, 2 January 2017.
const rows = [
  [0, 0, 4],
  [0, 1, 6],
  [0, 3, 5],
  [1, 1, 3],
  [1, 2, 9],
] as const;
const log = (firstDay: number) => userDays(rows, { users: ["7", "8"], days: 4, firstDay });
const weekly = panelFromUserDays(log(2452), definition, "input", { step: weeks });
const numbered = panelFromUserDays(log(5), definition, "input", { step: periods });

describe("steps of a log", () => {
  it("are written as days, first days of weeks, or numbers", () => {
    expect(stepLabel({ unit: "day" }, 7)).toBe("1970-01-08");
    // The first Monday of 1970 is 5 January; week 7 begins 49 days later, on 23 February.
    expect(stepLabel(weeks, 7)).toBe("1970-02-23");
    expect(stepLabel(weeks, 2452)).toBe("2017-01-02");
    expect(stepLabel(periods, 7)).toBe("7");
  });

  it("hold the seven days from the first one on, whatever the week begins with", () => {
    for (const weekStarts of weekdays) {
      const step = { unit: "week", weekStarts } as const;
      for (const index of [-3, 0, 2452]) {
        const first = stepDate(step, index);
        expect([first - 1, first, first + 6, first + 7].map((date) => stepOfDate(step, date))).toEqual([
          index - 1,
          index,
          index,
          index + 1,
        ]);
      }
    }
  });
});

describe("a panel of weeks or periods", () => {
  it("names its steps by the first day of the week, or the number of the period", () => {
    const many = resolveTreatment(weekly, "many");
    const monday = ["2017-01-02", "2017-01-09", "2017-01-16", "2017-01-23"];
    expect(dailyRates(weekly, many, "tomorrow").map(({ date }) => date)).toEqual(monday);
    expect(entriesAndExits(weekly).map(({ date }) => date)).toEqual(monday);
    expect(panelOverview(weekly, { events: 27 })).toMatchObject({
      step: "week",
      firstDay: "2017-01-02",
      lastDay: "2017-01-23",
    });
    expect(firstUserDays(numbered, ["clicks"], 2, "all").map(({ event_date }) => event_date)).toEqual([
      "5",
      "6",
    ]);
    expect(
      dailyRates(numbered, resolveTreatment(numbered, "many"), "tomorrow").map(({ date }) => date),
    ).toEqual(["5", "6", "7", "8"]);
  });

  it("speaks of weeks in windows, units and sentences, and of days nowhere", () => {
    const about = Object.fromEntries(weekly.columns.map((column) => [column.name, column]));
    expect(describeWindow(about.prior_2day_clicks!.window)).toBe("weeks -2 to -1");
    expect(describeWindow(about.since_clicks!.window)).toBe("entry to week -1");
    expect(describeWindow(about.next_2!.window)).toBe("weeks 1 to 2");
    expect(describeWindow(about.age!.window)).toBe("before entry");
    expect(about.log_step).toMatchObject({
      unit: "weeks",
      sentence: "Weeks since the first week of the log, from 0.",
    });
    expect(about.active_day!.unit).toBe("weeks");
    expect(about.lag_3_clicks!.sentence).toBe("clicks 3 weeks earlier; 0 before the user's entry.");
    expect(about.since_clicks!.sentence).toBe(
      "Weeks since clicks was last above 0, 1 when that was the week before; not known before the first time since the user's entry.",
    );
    expect(resolveTreatment(weekly, "upper").sentence).toBe(
      "clicks of at least 5 on weeks with active_day = 1 (the 0.5 quantile over all such weeks of the panel)",
    );
    const checks = readinessChecks(numbered).map(({ check }) => check);
    expect(checks).toContain("median user has at least 7 active periods");
    expect(checks).toContain("at least 30 calendar periods");
    const stretch = longitudinalReadiness(weekly, {
      treatment: resolveTreatment(weekly, "many"),
      outcome: "next_2",
      days: 2,
    });
    expect(stretch.support[0]!.date).toBe("2017-01-02");
    const texts = [
      ...weekly.columns.flatMap(({ unit, sentence, window }) => [unit, sentence, describeWindow(window)]),
      ...columnDictionary(definition, weekly).flatMap(({ unit, sentence, window }) => [
        unit,
        sentence,
        window,
      ]),
      ...readinessChecks(weekly).flatMap(({ check, threshold }) => [check, threshold]),
      ...stretch.checks.flatMap(({ check, threshold }) => [check, threshold]),
      ...Object.keys(definition.treatments).map((name) => resolveTreatment(weekly, name).sentence),
    ];
    expect(texts.filter((text) => /\b(days?|yesterday|today)\b/i.test(text))).toEqual([]);
  });

  it("reads a user's date of entry as the week it lies in", () => {
    const dated: PanelDefinition = { ...definition, entry: enterOn("joined") };
    const table = log(2452);
    // Wednesday of the second week; a date before the log.
    const baseline = { ...table.baseline, "entry date": Float64Array.of(17177, 16000) };
    const panel = panelFromUserDays({ ...table, baseline }, dated, "input", { step: weeks });
    expect([...panel.shards()].flatMap(({ entry }) => [...entry])).toEqual([1, 0]);
  });

  it("refuses rules that need days, all at once", () => {
    const rules: PanelDefinition = {
      ...definition,
      calendar: { log_step: logDay(), weekday: dayOfWeek(), month: month(), week: isoWeek() },
      entry: enterOn("joined"),
    };
    const table = log(5);
    const baseline = { ...table.baseline, "entry date": Float64Array.of(5, 5) };
    expect(() => panelFromUserDays({ ...table, baseline }, rules, "input", { step: periods })).toThrow(
      expect.objectContaining({
        code: "panel.step",
        message:
          "the steps of this log are periods, which have no dates: calendar.weekday is dayOfWeek(); calendar.month is " +
          'month(); calendar.week is isoWeek(); the entry date of a user is read from "joined"; only logDay() (periods ' +
          "since the first) says something of periods",
      }),
    );
    expect(() => panelFromUserDays({ ...table, baseline }, rules, "input", { step: weeks })).toThrow(
      /^the steps of this log are weeks, which have no day of the week, month or the like: calendar.weekday is dayOfWeek\(\); calendar.month is month\(\); calendar.week is isoWeek\(\); only/,
    );
  });

  describe("as Parquet", () => {
    let folder: string;
    let engine: Engine;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "counterday-steps-"));
      engine = await openEngine({ context: { progress: silentProgress } });
    });
    afterAll(async () => {
      await engine.close();
      await rm(folder, { recursive: true });
    });

    it("has the first day of the week as a date, and the number of a period", async () => {
      const daysOf = async (panel: typeof weekly, name: string) => {
        const path = join(folder, name);
        await writePanelParquet(engine, panel, path, { progress: silentProgress });
        return engine.objects(
          `SELECT typeof(event_date) AS type, CAST(event_date AS VARCHAR) AS day FROM read_parquet('${path}') WHERE user_id = 7 ORDER BY event_date`,
        );
      };
      expect(await daysOf(weekly, "weeks.parquet")).toEqual(
        ["2017-01-02", "2017-01-09", "2017-01-16", "2017-01-23"].map((day) => ({ type: "DATE", day })),
      );
      expect(await daysOf(numbered, "periods.parquet")).toEqual(
        ["5", "6", "7", "8"].map((day) => ({ type: "INTEGER", day })),
      );
    });
  });
});
