import type { StudyResult } from "../study/schemas/result-schema.js";
import type { Chart } from "./chart.js";
import { composeChart } from "./compose-chart.js";
import { compileChart, drawChart } from "./draw-chart.js";
import { html, htmlText, trustedHtml } from "./html.js";
import { darkPalette, lightPalette, paletteDeclarations, variablePalette } from "./palette.js";

const width = 860;
const margin = 24;

/**
 * One chart with its title as an SVG file that stands alone, e.g. in a README or on a slide: it holds the colours of
 * both schemes and follows the reader's.
 */
export async function renderPicture(chart: Chart, result: StudyResult): Promise<string> {
  const spec = compileChart(composeChart(chart, result, { palette: variablePalette, width, titled: true }));
  const svg = await drawChart(spec, { width, narrow: false });
  const height = Number(/ height="([\d.]+)"/.exec(svg)![1]);
  const [fullWidth, fullHeight] = [width + 2 * margin, Math.ceil(height) + 2 * margin].map(String);
  const style = `:root{${paletteDeclarations(lightPalette)}}@media(prefers-color-scheme:dark){:root{${paletteDeclarations(darkPalette)}}}`;
  const inner = svg.replace("<svg ", `<svg x="${margin}" y="${margin}" overflow="visible" `);
  return htmlText(html`<svg xmlns="http://www.w3.org/2000/svg" width="${fullWidth!}" height="${fullHeight!}" viewBox="0 0 ${fullWidth!} ${fullHeight!}" role="img" aria-labelledby="title description">
<title id="title">${chart.title(result)}</title>
<desc id="description">${chart.description(result)}</desc>
<style>${trustedHtml(style)}</style>
<rect width="100%" height="100%" rx="8" fill="var(--chart-paper)"/>
${trustedHtml(inner)}
</svg>
`);
}
