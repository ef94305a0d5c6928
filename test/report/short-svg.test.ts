import { describe, expect, it } from "vitest";
import { charts } from "../../src/report/charts/registry.js";
import { composeChart } from "../../src/report/compose-chart.js";
import { compileChart, drawChart } from "../../src/report/draw-chart.js";
import { variablePalette } from "../../src/report/palette.js";
import { shortSvg, shortSvgDefaults } from "../../src/report/short-svg.js";
import { fixtureResult } from "./fixture-result.js";

/** Every text that can be seen, in order. */
const texts = (svg: string): string[] =>
  [...svg.matchAll(/<text\b([^>]*)>(.*?)<\/text>/g)]
    .filter((found) => !/ opacity="0"/.test(found[1]!))
    .map((found) => found[2]!);

describe("shortSvg", () => {
  it("rounds pixels and leaves texts alone", () => {
    expect(
      shortSvg(
        '<text transform="translate(12.3456,7)" font-family="a" opacity="1">−1.2345</text><path d="M1.25,2.999L3,4"/>',
      ),
    ).toBe('<text x="12.3" y="7">−1.2345</text><path d="M1.2,2.9L3,4"/>');
  });

  it("places a line of text by itself, and lines within a text by their own places", () => {
    const lines =
      '<text transform="translate(1,2)" fill="a"><tspan>b</tspan><tspan x="0" dy="15">c</tspan></text>';
    expect(shortSvg(lines)).toBe(lines);
    const turned = '<text transform="translate(1,2) rotate(-90)" fill="a">b</text>';
    expect(shortSvg(turned)).toBe(turned);
  });

  it("leaves to the page how most words look, and says what differs", () => {
    const usual = ' text-anchor="middle" font-size="12px" fill="var(--chart-ink-soft)"';
    const other = ' text-anchor="end" font-size="13px" fill="var(--chart-ink)"';
    expect(shortSvg(`<text${usual}>a</text><text${other}>b</text>`)).toBe(
      `<text>a</text><text${other}>b</text>`,
    );
    for (const attribute of ["text-anchor", "font-size", "fill"])
      expect(shortSvgDefaults(".drawn")).toContain(`.drawn text:not([${attribute}])`);
  });

  it("takes away what cannot be seen, lines of text within it too", () => {
    expect(
      shortSvg('<text x="1" opacity="0"><tspan>a</tspan></text><line x2="3" opacity="0"/><text>b</text>'),
    ).toBe("<text>b</text>");
  });

  it("takes away frames that hold nothing, whatever Vega says of them", () => {
    expect(
      shortSvg(
        '<g><path class="background" aria-hidden="true" d="M0,0h1v1h-1Z"/><line x2="7" y2="0" stroke="var(--chart-grid)"/><path class="foreground" aria-hidden="true" d="" display="none"/></g>',
      ),
    ).toBe('<g><line x2="7"/></g>');
    expect(shortSvgDefaults(".drawn")).toContain(".drawn line:not([stroke])");
  });

  it.each(charts.filter((chart) => chart.drawn(fixtureResult)).map((chart) => [chart.name, chart] as const))(
    "keeps every text of chart %s",
    async (_name, chart) => {
      const look = { palette: variablePalette, width: 820, titled: false };
      const svg = await drawChart(compileChart(composeChart(chart, fixtureResult, look)), {
        width: 820,
        narrow: false,
      });
      expect(texts(svg).length).toBeGreaterThan(4);
      expect(texts(shortSvg(svg))).toEqual(texts(svg));
      expect(shortSvg(svg).length).toBeLessThan(svg.length * 0.75);
    },
  );
});
