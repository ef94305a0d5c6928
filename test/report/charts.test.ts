import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { charts } from "../../src/report/charts/registry.js";
import { composeChart } from "../../src/report/compose-chart.js";
import { compileChart, drawChart } from "../../src/report/draw-chart.js";
import { lightPalette, variablePalette } from "../../src/report/palette.js";
import { renderPicture } from "../../src/report/render-picture.js";
import type { StudyResult } from "../../src/study/result-schema.js";
import { fixtureResult, sealedResult } from "./fixture-result.js";

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

describe.each(charts.map((chart) => [chart.name, chart] as const))("chart %s", (_name, chart) => {
  it("holds to the schema of Vega-Lite on every fixture", () => {
    for (const result of [fixtureResult, sealedResult]) {
      expect(chart.drawn(result)).toBe(true);
      const spec = composeChart(chart, result, { palette: lightPalette, width: 720, titled: true });
      const ok = valid(spec);
      expect(ok ? [] : valid.errors?.slice(0, 5)).toEqual([]);
      expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    }
  });

  it("compiles without a warning and is drawn at both widths, with no NaN in it", async () => {
    const spec = compileChart(
      composeChart(chart, fixtureResult, { palette: variablePalette, width: 820, titled: false }),
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
    for (const result of [fixtureResult, sealedResult]) {
      expect(chart.title(result)).not.toMatch(/NaN|undefined|null|\.$/);
      expect(chart.description(result).length).toBeGreaterThan(40);
      expect(chart.table.size(result)).toBeGreaterThan(0);
    }
  });

  it("stands alone as a picture with the colours of both schemes", async () => {
    const picture = await renderPicture(chart, fixtureResult);
    expect(picture).toMatch(/^<svg xmlns=/);
    expect(picture).toContain("prefers-color-scheme:dark");
    expect(picture).toContain("<title");
  });
});

describe("titles", () => {
  const title = (name: string, result: StudyResult): string =>
    charts.find((chart) => chart.name === name)!.title(result);

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
    expect(charts.filter((chart) => chart.drawn(empty)).map((chart) => chart.name)).toEqual(["windows"]);
  });
});
