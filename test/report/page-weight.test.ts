import { describe, expect, it } from "vitest";
import { charts } from "../../src/report/charts/registry.js";
import { dayRuns, dayRunsNote } from "../../src/report/day-runs.js";
import { standaloneSpec } from "../../src/report/figure.js";
import { html, htmlText } from "../../src/report/html.js";
import { judgedDays, lovePlotDays } from "../../src/report/love-plot/love-plot-rows.js";
import { sections } from "../../src/report/sections/registry.js";
import type { StudyResult } from "../../src/study/schemas/result-schema.js";
import { fixtureReproduction } from "./fixture-result.js";
import { longResult } from "./long-result.js";

/** The words and tables of a page, and the charts that it holds (once each, where the page holds them twice and drawn). */
function parts(result: StudyResult) {
  const figure = (name: string) => {
    const note = charts.find((chart) => chart.name === name)?.note?.(result) ?? "";
    return html`${note}`;
  };
  const context = { result, reproduction: fixtureReproduction, figure };
  const text = sections
    .filter((section) => section.drawn?.(result) ?? true)
    .map((section) => htmlText(section.body(context)))
    .join("\n")
    .replace(/ href='data:[^']*'/g, "");
  const specs = charts
    .filter((chart) => chart.drawn(result))
    .map((chart) => standaloneSpec(chart, result).length);
  return { text, specs, bytes: text.length + specs.reduce((sum, bytes) => sum + bytes, 0) };
}

describe("the page of a long calendar with many covariates", () => {
  it("is light, does not grow with the calendar, and says what its pictures put together", () => {
    const two = parts(longResult(730, 80));
    expect(two.text.length).toBeLessThan(250_000);
    expect(Math.max(...two.specs)).toBeLessThan(60_000);
    expect(two.bytes / parts(longResult(365, 80)).bytes).toBeLessThan(1.05);
    expect(two.text).toContain("Each point is the mean of 4 days, under the first of them");
    expect(two.text).toContain("The list of days holds the 25 days on which some covariate is furthest");
    expect(two.text).toContain(
      "the 60 of 730 days with a mean furthest from 1; weights-by-day.csv holds all",
    );
  });

  it("offers in the love plot the days that are furthest from balance", () => {
    const result = longResult(300, 80);
    const days = lovePlotDays(result);
    const judged = judgedDays(result);
    const least = Math.min(...judged.filter(({ date }) => days.includes(date)).map(({ size }) => size));
    expect(days).toHaveLength(25);
    expect([...days].sort()).toEqual(days);
    expect(judged.filter(({ size }) => size > least).length).toBeLessThan(25);
    expect(lovePlotDays(longResult(40, 20))).toHaveLength(judgedDays(longResult(40, 20)).length);
  });
});

describe("dayRuns", () => {
  it("leaves a calendar of 200 days alone and puts the days of a longer one together", () => {
    const days = (count: number) =>
      Array.from({ length: count }, (_, day) => ({
        date: `day ${day}`,
        value: day % 2 === 0 ? day : null,
        both: [day, null],
        beyond: day === 3,
      }));
    expect(dayRuns(days(200))).toEqual(days(200));
    expect(dayRunsNote(200)).toBeNull();
    expect(dayRuns(days(401)).slice(0, 2)).toEqual([
      { date: "day 0", value: 1, both: [1, null], beyond: false },
      { date: "day 3", value: 4, both: [4, null], beyond: true },
    ]);
    expect(dayRuns(days(401))).toHaveLength(134);
  });
});
