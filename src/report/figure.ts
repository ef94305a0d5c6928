import type { StudyResult } from "../study/schemas/result-schema.js";
import type { Chart } from "./chart.js";
import { sharedConfig } from "./chart-config.js";
import { composeChart } from "./compose-chart.js";
import { dataLink } from "./data-link.js";
import { type CompiledChart, compileChart, drawChart } from "./draw-chart.js";
import { keptTogether } from "./format/kept-together.js";
import { type Html, html, trustedHtml } from "./html.js";
import { inlineJson } from "./inline-json.js";
import { lightPalette, variablePalette } from "./palette.js";
import { shortSvg } from "./short-svg.js";

/** Widths that pages are drawn for: beside a section's head, and on a telephone. */
const wide = 820;
const narrow = 330;

/** The chart as a specification of its own, for `charts/<name>.vl.json` and for Vega-Lite editors. */
export const standaloneSpec = <Data = StudyResult>(chart: Chart<Data>, result: Data): string =>
  `${JSON.stringify(composeChart(chart, result, { palette: lightPalette, width: 720, titled: true }))}\n`;

async function drawing(spec: CompiledChart, width: number, kind: "wide" | "narrow"): Promise<Html> {
  return html`<div class="drawn drawn-${kind}" aria-hidden="true">${trustedHtml(shortSvg(await drawChart(spec, { width, narrow: kind === "narrow" })))}</div>`;
}

/**
 * A chart as a figure: its title and picture, drawn here at two widths so that it can be read without scripts, the
 * compiled chart (without the theme that the page holds once) for the script that brings it to life, and downloads of its numbers and its specification.
 */
export async function chartFigure<Data = StudyResult>(chart: Chart<Data>, result: Data): Promise<Html> {
  const spec = compileChart(
    composeChart(chart, result, { palette: variablePalette, width: wide, titled: false }),
  );
  const title = chart.title(result);
  const own = JSON.stringify(spec.config) === JSON.stringify(sharedConfig()) ? undefined : spec.config;
  const note = chart.note?.(result) ?? null;
  const pictures = [await drawing(spec, wide, "wide"), await drawing(spec, narrow, "narrow")];
  return html`<figure class="chart" id="chart-${chart.name}" data-chart="${chart.name}">
<figcaption><h3>${keptTogether(title)}</h3></figcaption>
<div class="plot" role="img" aria-label="${title}. ${chart.description(result)}">${pictures}<div class="live" aria-hidden="true"></div></div>
${note === null ? null : html`<p class="note">${note}</p>\n`}<script type="application/json" class="spec">${inlineJson({ ...spec, $schema: undefined, description: undefined, config: own })}</script>
<p class="downloads"><span>Save:</span> ${dataLink(`${chart.table.name}.csv`, "text/csv", chart.table.csv(result), "numbers (CSV)")} ${dataLink(`${chart.name}.vl.json`, "application/json", standaloneSpec(chart, result), "chart (Vega-Lite)")}</p>
</figure>`;
}
