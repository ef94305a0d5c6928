import { describe, expect, it } from "vitest";
import { charts } from "../../src/report/charts/registry.js";
import { html, htmlText } from "../../src/report/html.js";
import { renderMarkdown } from "../../src/report/render-markdown.js";
import { resultsSection } from "../../src/report/sections/results.js";
import { effectByPeriodTable } from "../../src/report/tables/effect-by-period.js";
import { segmentsTable } from "../../src/report/tables/segments.js";
import { shareOfUserDays } from "../../src/results/display-unit.js";
import { resultSchema, type StudyResult } from "../../src/study/schemas/result-schema.js";
import { fixtureReproduction, fixtureResult, sealedResult } from "./fixture-result.js";
import { effectByPeriod, segments } from "./result-segments.js";

const result: StudyResult = { ...fixtureResult, segments, effectByPeriod };
const sealed: StudyResult = { ...sealedResult, segments, effectByPeriod };
const shown = (of: StudyResult) =>
  htmlText(
    resultsSection.body({
      result: of,
      reproduction: fixtureReproduction,
      figure: (name) => html`<i>${name}</i>`,
    }),
  );
const title = (name: string, of: StudyResult) => charts.find((chart) => chart.name === name)!.title(of);

describe("estimates by segment and by week", () => {
  it("stand among the results with charts, sentences, caveats and numbers", () => {
    expect(resultSchema.safeParse(result).success).toBe(true);
    const page = shown(result);
    for (const words of [
      "<i>segments</i>",
      "<i>effect-by-period</i>",
      "The effect varies between the 4 segments",
      "cut at 12, 31 and 70.",
      "user 1481 alone makes 57.1%",
      "none of its 41 user-days is treated",
      "5 July to 11 July 2020",
    ])
      expect(page).toContain(words);
    const csv = segmentsTable.csv(result).split("\r\n");
    expect(csv[0]).toBe(
      "segment,column,rows,users,treated_share,estimate,standard_error,lower,upper,p_value,without_user,heaviest_user,heaviest_user_variance_share,reason",
    );
    expect(csv[4]).toMatch(/^above 70,prior_3day_interactions,6080,1204,0.28,-3.0461,/);
    expect(effectByPeriodTable.size(result)).toBe(9);
    const markdown = renderMarkdown(result, "");
    expect(markdown).toContain(
      "| interactions of the three days before: above 70 | 6,080 | −3.05 | −5.11 to −0.99 |",
    );
  });

  it("have titles that say what to see, and claim an effect only where the headline does", () => {
    expect(title("segments", result)).toBe(
      "The effect varies by interactions of the three days before; 4 of 5 intervals exclude 0",
    );
    expect(title("segments", sealed)).toMatch(/^The association varies by /);
    const [first, untested] = result.segments!.columns;
    const titleOf = (...columns: NonNullable<StudyResult["segments"]>["columns"]) =>
      title("segments", { ...result, segments: { ...result.segments!, columns } });
    expect(titleOf({ ...first!, adjustedPValue: 0.4 }, untested!)).toBe(
      "The data do not show that the effect varies by interactions of the three days before; 4 of 5 intervals exclude 0",
    );
    expect(titleOf(untested!)).toBe(
      "No two segments can be held against each other; the one interval excludes 0",
    );
    expect(title("effect-by-period", result)).toBe(
      "The data do not show that the effect varies from week to week: estimates run from −2.28 to −1.11\u00a0interactions",
    );
    expect(shown(sealed)).toContain("an association, as the headline");
  });

  it("are shown in percentage points where the outcome is a share", () => {
    const share = { ...result, outcome: { ...result.outcome, unit: shareOfUserDays } };
    expect(title("effect-by-period", share)).toContain("from −228 to −111\u00a0percentage points");
    expect(shown(share)).toContain("−511 to −99");
  });

  it("say why there are none", () => {
    const reason = "the primary estimator gEstimation is no average of rows";
    const none: StudyResult = {
      ...fixtureResult,
      segments: { ...segments, reason, columns: [] },
      effectByPeriod: {
        ...effectByPeriod,
        reason,
        periods: [],
        difference: null,
        sentence: `Not evaluated: ${reason}.`,
      },
    };
    const page = shown(none);
    expect(page.match(/Not evaluated: the primary estimator/g)).toHaveLength(2);
    expect(page).not.toContain("<i>segments</i>");
    for (const name of ["segments", "effect-by-period"])
      expect(charts.find((chart) => chart.name === name)!.drawn(none)).toBe(false);
    expect(renderMarkdown(none, "")).toContain("By segment: not evaluated: the primary estimator");
    expect(shown(fixtureResult)).not.toContain("By segment");
  });
});
