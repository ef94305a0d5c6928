import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { sharedConfig } from "../../src/report/chart-config.js";
import { charts } from "../../src/report/charts/registry.js";
import { checkCharts } from "../../src/report/checks/check-charts.js";
import { composeChart } from "../../src/report/compose-chart.js";
import { compileChart, drawChart } from "../../src/report/draw-chart.js";
import { lightPalette, variablePalette } from "../../src/report/palette.js";
import { renderPicture } from "../../src/report/render-picture.js";
import type { StudyResult } from "../../src/study/schemas/result-schema.js";
import { fixtureResult, sealedResult } from "./fixture-result.js";
import { fullResult, fullSealedResult } from "./full-result.js";

// Vega-Lite exports no path to its schema; it lies beside its main module.
const schema = JSON.parse(
  readFileSync(new URL("./vega-lite-schema.json", import.meta.resolve("vega-lite")), "utf8"),
) as object;
const ajv = new Ajv({ strict: false, validateFormats: false, allowUnionTypes: true });
const valid = ajv.compile(schema);

const balanced = (difference: number): StudyResult => ({
  ...fixtureResult,
  balance: fixtureResult.balance.map((row) =>
    row.sample === "weighted" ? { ...row, standardizedMeanDifference: difference } : row,
  ),
});

const every = [...charts, ...checkCharts(fullResult)].filter((chart) => chart.drawn(fullResult));

describe.each(every.map((chart) => [chart.name, chart] as const))("chart %s", (_name, chart) => {
  it("holds to the schema of Vega-Lite on every fixture", () => {
    for (const result of [fullResult, fullSealedResult]) {
      expect(chart.drawn(result)).toBe(true);
      const spec = composeChart(chart, result, { palette: lightPalette, width: 720, titled: true });
      const ok = valid(spec);
      expect(ok ? [] : valid.errors?.slice(0, 5)).toEqual([]);
      expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    }
  });

  it("compiles without a warning and is drawn at both widths, with no NaN in it", async () => {
    const spec = compileChart(
      composeChart(chart, fullResult, { palette: variablePalette, width: 820, titled: false }),
    );
    for (const size of [
      { width: 820, narrow: false },
      { width: 330, narrow: true },
    ]) {
      const svg = await drawChart(spec, size);
      expect(svg).toContain("<svg");
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(Number(/width="([\d.]+)"/.exec(svg)![1])).toBeLessThanOrEqual(size.width + 1);
      expect(svg).not.toContain(' style="');
    }
  });

  it("says what to see and how it is built", () => {
    for (const result of [fullResult, fullSealedResult]) {
      expect(chart.title(result)).not.toMatch(/NaN|undefined|null|\.$/);
      expect(chart.description(result).length).toBeGreaterThan(40);
      expect(chart.table.size(result)).toBeGreaterThan(0);
    }
  });

  it("stands alone as a picture with the colours of both schemes", async () => {
    const picture = await renderPicture(chart, fullResult);
    expect(picture).toMatch(/^<svg xmlns=/);
    expect(picture).toContain("prefers-color-scheme:dark");
    expect(picture).toContain("<title");
  });
});

const title = (name: string, result: StudyResult): string =>
  charts.find((chart) => chart.name === name)!.title(result);

describe("titles", () => {
  it("follow from the data", () => {
    // Eight of the twenty differences written in the fixture are beyond 0.1: .912 .781 .706 .615 .388 .243 .117 -.104
    expect(title("balance", balanced(0.05))).toBe(
      "All 20 covariates are within 0.1 SD after weighting; 8 of 20 were beyond before",
    );
    expect(title("balance", balanced(-0.15))).toBe(
      "20 of 20 covariates stay beyond 0.1 SD after weighting; 8 of 20 were beyond before",
    );
    expect(title("estimates", fixtureResult)).toBe(
      "Adjustment moves the estimate from +4.81 to −1.73\u00a0interactions; the simulated truth is −1.70",
    );
    expect(title("overlap", fixtureResult)).toBe(
      "99.3% of user-days could have gone either way: propensity between 0.025 and 0.975",
    );
  });

  it("leave out the truth of a log that has none", () => {
    expect(title("estimates", sealedResult)).not.toContain("truth");
  });

  it("say so when the adjustment reaches past treatment", () => {
    const terms = fixtureResult.adjustment.terms.map((term) => ({ ...term, window: "days 1 to 2" }));
    expect(title("windows", { ...fixtureResult, adjustment: { ...fixtureResult.adjustment, terms } })).toBe(
      "Part of the adjustment is measured after treatment",
    );
  });
});

describe("charts without anything to draw", () => {
  it("are left out", () => {
    const empty: StudyResult = {
      ...fixtureResult,
      estimates: [],
      balance: [],
      dailyRates: [],
      weightsByDay: [],
      overlap: null,
    };
    expect(
      [...charts, ...checkCharts(empty)].filter((chart) => chart.drawn(empty)).map((chart) => chart.name),
    ).toEqual(["windows"]);
  });
});

describe("charts of further parts", () => {
  it("draw every chart of the registry on a result that holds everything", () => {
    expect(every.map((chart) => chart.name)).toEqual([
      ...charts.map((chart) => chart.name),
      "check-agreement",
      "check-adjustmentLadder",
      "check-plasmode",
      "check-placeboTreatment",
      "check-leaveOneColumnOut",
    ]);
  });

  it("say what truncation does, from the sweep, and nothing without one", () => {
    expect(title("truncation-estimate", fullResult)).toBe(
      "Truncation moves the weighted estimate from −1.68 to −1.34\u00a0interactions",
    );
    expect(title("truncation-effective", fullResult)).toBe(
      "Cutting weights at their 0.05 and 0.95 quantiles leaves 88.3% of the user-days effective, not 77.7%",
    );
    for (const name of ["truncation-effective", "truncation-estimate"])
      expect(charts.find((chart) => chart.name === name)!.drawn(fixtureResult)).toBe(false);
  });

  it("say which covariate is furthest from balance on a day, and what a hidden confounder needs", () => {
    expect(title("balance-by-day", fullResult)).toMatch(
      /^Over the days the differences of all 20 covariates average within 0\.1 SD; the largest .* where chance alone moves a day by about 0\.11$/,
    );
    expect(title("robustness", fullResult)).toBe(
      "A hidden confounder must explain 7.3% of what is left of treatment and outcome to undo the effect; none as strong as a column shown would",
    );
  });

  it("hold the rows of the question against the primary estimate and placebos against 0", () => {
    const lines = (name: string): string =>
      JSON.stringify(every.find((chart) => chart.name === name)!.view(fullResult, lightPalette));
    expect(lines("check-adjustmentLadder")).toContain("primary estimate");
    expect(lines("check-placeboTreatment")).not.toContain("primary estimate");
  });
});

describe("the theme of a page", () => {
  it("is the one that every chart compiles to, so that pages hold it once", () => {
    for (const chart of every) {
      const look = { palette: variablePalette, width: 820, titled: false };
      expect(compileChart(composeChart(chart, fullResult, look)).config, chart.name).toEqual(sharedConfig());
    }
  });
});
