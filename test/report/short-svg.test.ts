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
      expect(shortSvgDefaults(".drawn")).toContain(`.drawn g:not([${attribute}])>text:not([${attribute}])`);
  });

  it("takes away what cannot be seen, lines of text within it too", () => {
    expect(
      shortSvg('<text x="1" opacity="0"><tspan>a</tspan></text><line x2="3" opacity="0"/><text>b</text>'),
    ).toBe("<text>b</text>");
  });

  it("draws dots as circles, and says once what all marks of a group say", () => {
    const path = (x: number, fill: string) =>
      `<path transform="translate(${x},2)" d="M3.94,0A3.94,3.94,0,1,1,-3.94,0A3.94,3.94,0,1,1,3.94,0" fill="${fill}" stroke="b" stroke-width="2"/>`;
    expect(shortSvg(`<g>${path(1, "a")}${path(5, "a")}</g>`)).toBe(
      '<g fill="a" stroke="b" stroke-width="2"><circle cx="1" cy="2" r="3.9"/><circle cx="5" cy="2" r="3.9"/></g>',
    );
    expect(shortSvg(`<g>${path(1, "a")}${path(5, "c")}</g>`)).toContain('r="3.9" fill="c"/></g>');
    const line = (end: number) => `<line x2="${end}" stroke="a" stroke-width="5" opacity="0.3"/>`;
    expect(shortSvg(`<g>${line(1)}${line(2)}</g>`)).toBe(
      '<g stroke="a" stroke-width="5" stroke-opacity="0.3"><line x2="1"/><line x2="2"/></g>',
    );
    const text = (words: string) => `<text fill="a" text-anchor="end">${words}</text>`;
    expect(shortSvg(`<g>${text("b")}${text(' fill="a"')}</g>`)).toBe(
      '<g fill="a" text-anchor="end"><text>b</text><text> fill="a"</text></g>',
    );
  });

  it("takes away frames that hold nothing, whatever Vega says of them", () => {
    expect(
      shortSvg(
        '<g><path class="background" aria-hidden="true" d="M0,0h1v1h-1Z"/><line x2="7" y2="0" stroke="var(--chart-grid)"/><path class="foreground" aria-hidden="true" d="" display="none"/></g>',
      ),
    ).toBe('<g><line x2="7"/></g>');
    expect(shortSvgDefaults(".drawn")).toContain(".drawn g:not([stroke])>line:not([stroke])");
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
