import { chartTheme } from "./chart-theme.js";
import { type CompiledChart, compileChart } from "./draw-chart.js";
import { type Html, html } from "./html.js";
import { inlineJson } from "./inline-json.js";
import { variablePalette } from "./palette.js";

/** The compiled theme that all charts of a page share; checked against every chart by test/report/charts.test.ts. */
export const sharedConfig = (): CompiledChart["config"] =>
  compileChart({ data: { values: [] }, mark: "point", config: chartTheme(variablePalette) }).config;

/** That theme, once for the whole page; the script of the page hands it to each chart. */
export const chartConfigBlock = (): Html =>
  html`<script type="application/json" id="chart-config">${inlineJson(sharedConfig())}</script>`;
