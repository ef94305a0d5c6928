import { describe, expect, it } from "vitest";
import { charts } from "../../src/report/charts/registry.js";
import { html, htmlText } from "../../src/report/html.js";
import { renderMarkdown } from "../../src/report/render-markdown.js";
import { resultsSection } from "../../src/report/sections/results.js";
import { doseResponseTable } from "../../src/report/tables/dose-response.js";
import { horizonTable } from "../../src/report/tables/horizon.js";
import { resultSchema, type StudyResult } from "../../src/study/schemas/result-schema.js";
import { fixtureReproduction, fixtureResult, sealedResult } from "./fixture-result.js";
import { doseResponse, horizon, noCurves } from "./result-curves.js";

const result: StudyResult = { ...fixtureResult, horizon, doseResponse };
const sealed: StudyResult = { ...sealedResult, horizon, doseResponse };
const shown = (of: StudyResult) =>
  htmlText(
    resultsSection.body({
      result: of,
      reproduction: fixtureReproduction,
      figure: (name) => html`<i>${name}</i>`,
    }),
  );
const title = (name: string, of: StudyResult) => charts.find((chart) => chart.name === name)!.title(of);

describe("the curve over the horizon and the levels of the dose", () => {
  it("stand among the results with their charts, sentences, caveat and numbers", () => {
    expect(resultSchema.safeParse(result).success).toBe(true);
    const page = shown(result);
    for (const words of [
      "<i>horizon</i>",
      "<i>dose-response</i>",
      horizon.sentence,
      doseResponse.caveat,
      "the outcome of days −6 to −4",
      "the last point is the primary estimate itself",
      "−2.49 to −0.97",
      "23.39 to 24.81",
      "25 to 310",
    ])
      expect(page).toContain(words);
    expect(shown(fixtureResult)).not.toContain("Over the horizon");
  });

  it("say why they are missing where they are, and draw nothing", () => {
    const none = { ...fixtureResult, ...noCurves };
    const page = shown(none);
    expect(page).toContain("<dt>Over the horizon</dt><dd>Not evaluated: the outcome is a mean.</dd>");
    expect(page).toContain(
      "<dt>By level of the dose</dt><dd>Not evaluated: the treatment is a run of days.</dd>",
    );
    expect(page).not.toContain("<i>horizon</i>");
    for (const name of ["horizon", "dose-response"])
      expect(charts.find((chart) => chart.name === name)!.drawn(none)).toBe(false);
    expect(renderMarkdown(none, "")).toContain(
      "- By level of the dose: Not evaluated: the treatment is a run",
    );
    expect(renderMarkdown(fixtureResult, "")).not.toContain("by dose");
  });

  it("have titles that say what to see, without a cause where the study claims none", () => {
    expect(title("horizon", result)).toBe(
      "The effect adds up to −1.73\u00a0interactions over days 1 to 3; day 1 has −0.90 of it and day 3 −0.32",
    );
    expect(title("horizon", sealed)).toMatch(/^The difference \(an association\) adds up to/);
    expect(title("dose-response", result)).toBe(
      "Levels on the same side of the cut are not seen to differ: the adjusted mean outcome is 24.10\u00a0interactions at a dose of 1 and 22.40\u00a0interactions at 25 to 310",
    );
    expect(title("dose-response", sealed)).toMatch(/, an association$/);
    expect(shown(sealed)).toContain("an association only");
    const [below, above] = doseResponse.tests;
    const apart = [below!, { ...above!, adjusted: 0.01, differ: true }];
    expect(title("dose-response", { ...result, doseResponse: { ...doseResponse, tests: apart } })).toMatch(
      /^Levels on the same side of the cut differ:/,
    );
    const past = { ...doseResponse.past, tests: apart };
    expect(title("dose-response", { ...result, doseResponse: { ...doseResponse, past } })).toMatch(
      /^Levels of the dose tell users apart/,
    );
  });

  it("leave their unrounded numbers in files", () => {
    const [head, first, , last] = horizonTable.csv(result).split("\r\n");
    expect(head).toMatch(/^steps,cumulative_estimate,cumulative_standard_error,.*,own_band_upper$/);
    expect(first).toMatch(/^1,-0\.9014,0\.11,/);
    expect(last).toMatch(/^3,-1\.7312,/);
    const rows = doseResponseTable.csv(result).split("\r\n");
    expect(rows).toHaveLength(7);
    expect(rows[1]).toMatch(/^1,1,untreated,1,5832,700,2100\.4,24\.1,0\.31,.*,,,,21,0\.3$/);
  });

  it("write shares of user-days in per cent, and keep the file as it is", () => {
    const share = {
      ...result,
      outcome: { ...result.outcome, unit: "share of user-days" },
      doseResponse: {
        ...doseResponse,
        levels: doseResponse.levels.map((row) => ({ ...row, mean: 0.25, standardError: 0.01 })),
      },
    };
    expect(doseResponseTable.csv(share)).toContain(",0.25,");
    expect(htmlText(doseResponseTable.render(share))).toContain(">25.0</td>");
    expect(title("dose-response", share)).toContain("25.0%");
  });
});
