import type { StudyResult } from "../study/result-schema.js";
import type { Chart } from "./chart.js";
import { composeChart } from "./compose-chart.js";
import { dataLink } from "./data-link.js";
import { type CompiledChart, compileChart, drawChart } from "./draw-chart.js";
import { type Html, html, trustedHtml } from "./html.js";
import { inlineJson } from "./inline-json.js";
import { lightPalette, variablePalette } from "./palette.js";

/** Widths that pages are drawn for: beside a section's head, and on a telephone. */
const wide = 820;
const narrow = 330;

/** The chart as a specification of its own, for `charts/<name>.vl.json` and for Vega-Lite editors. */
export const standaloneSpec = (chart: Chart, result: StudyResult): string =>
  `${JSON.stringify(composeChart(chart, result, { palette: lightPalette, width: 720, titled: true }))}\n`;

/**
 * A drawing for inside a page: without what the page says once for all (fonts, name spaces), without what cannot be
 * seen, with coordinates to a tenth of a pixel.
 */
const shorten = (svg: string): string =>
  svg
    .replace(/<(text|line|path)\b[^>]* opacity="0"[^>]*(?:\/>|>[^<]*<\/\1>)/g, "")
    .replace(/ (?:xmlns(?::xlink)?|version|font-family|aria-[a-z]+|role|pointer-events)="[^"]*"/g, "")
    .replace(/ (?:opacity="1"|stroke-miterlimit="4"|transform="translate\(0,0\)"|class="mark-[^"]*")/g, "")
    .replace(/<path d="M0,0h0v0h0Z"><\/path>/g, "")
    .replace(/(\d\.\d)\d+/g, "$1");

async function drawing(spec: CompiledChart, width: number, kind: "wide" | "narrow"): Promise<Html> {
  return html`<div class="drawn drawn-${kind}" aria-hidden="true">${trustedHtml(shorten(await drawChart(spec, { width, narrow: kind === "narrow" })))}</div>`;
}

/**
 * A chart as a figure: its title and picture, drawn here at two widths so that it can be read without scripts, the
 * compiled chart for the script that brings it to life, and downloads of its numbers and its specification.
 */
export async function chartFigure(chart: Chart, result: StudyResult): Promise<Html> {
  const spec = compileChart(
    composeChart(chart, result, { palette: variablePalette, width: wide, titled: false }),
  );
  const title = chart.title(result);
  const pictures = [await drawing(spec, wide, "wide"), await drawing(spec, narrow, "narrow")];
  return html`<figure class="chart" id="chart-${chart.name}" data-chart="${chart.name}">
<figcaption><h3>${title}</h3></figcaption>
<div class="plot" role="img" aria-label="${title}. ${chart.description(result)}">${pictures}<div class="live" aria-hidden="true"></div></div>
<script type="application/json" class="spec">${inlineJson(spec)}</script>
<p class="downloads"><span>Save:</span> ${dataLink(`${chart.table.name}.csv`, "text/csv", chart.table.csv(result), "numbers (CSV)")} ${dataLink(`${chart.name}.vl.json`, "application/json", standaloneSpec(chart, result), "chart (Vega-Lite)")}</p>
</figure>`;
}
