import { resetSVGDefIds } from "vega";
import type { StudyResult } from "../study/schemas/result-schema.js";
import { chartConfigBlock } from "./chart-config.js";
import { charts } from "./charts/registry.js";
import { checkCharts } from "./checks/check-charts.js";
import { chartFigure, standaloneSpec } from "./figure.js";
import { type Html, html } from "./html.js";
import { pageText } from "./page.js";
import { renderPicture } from "./render-picture.js";
import type { Reproduction } from "./reproduction.js";
import type { Section, SectionContext } from "./section.js";
import { sections } from "./sections/registry.js";
import { tables } from "./tables/registry.js";

const sectionText = (section: Section, context: SectionContext): Html =>
  section.lead === undefined
    ? section.body(context)
    : html`<section class="part" id="${section.id}" aria-labelledby="${section.id}-title">
<div class="part-head"><h2 id="${section.id}-title">${section.title}</h2><p>${section.lead(context)}</p></div>
<div class="part-body">${section.body(context)}</div>
</section>`;

const contents = (shown: readonly Section[]): Html =>
  html`<nav class="contents" aria-label="Contents"><ul>${shown.map(
    (section) =>
      html`<li><a href="#${section.id === "answer" ? "main" : section.id}">${section.title}</a></li>`,
  )}</ul></nav>`;

/**
 * The files of one report: `index.html`, `<table>.csv`, `charts/<chart>.vl.json` and `charts/<chart>.svg`; paths are
 * relative to the report's folder. Pure: the same result, record and script give the same bytes.
 * @param script  what brings the charts to life (`reportScript()`); "" makes a page without a script
 * @throws CausalError "report.number-not-finite" when a number of the result is not finite
 * Charts are drawn one after another and the counter of drawing ids starts anew, or pages would depend on their order.
 * Checked by test/report/render-report.test.ts and, in a browser, by test/browser/report.test.ts.
 */
export async function renderReport(
  result: StudyResult,
  reproduction: Reproduction,
  script: string,
): Promise<ReadonlyMap<string, string>> {
  resetSVGDefIds();
  const files = new Map<string, string>();
  const figures = new Map<string, Html>();
  for (const chart of [...charts, ...checkCharts(result)].filter((chart) => chart.drawn(result))) {
    figures.set(chart.name, await chartFigure(chart, result));
    files.set(`charts/${chart.name}.vl.json`, standaloneSpec(chart, result));
    files.set(`charts/${chart.name}.svg`, await renderPicture(chart, result));
  }
  const context: SectionContext = { result, reproduction, figure: (chart) => figures.get(chart) ?? html`` };
  const shown = sections.filter((section) => section.drawn?.(result) ?? true);
  const body = html`<header class="bar"><p class="brand"><a href="../index.html">Counterday</a></p>${contents(shown)}</header>
<main id="main" tabindex="-1">${shown.map((section) => sectionText(section, context))}</main>
<footer><p>Made by Counterday from the ${result.log.origin} log “${result.log.source}”. Numbers in full: <a href="result.json">result.json</a>, <a href="manifest.json">manifest.json</a>.</p></footer>
${chartConfigBlock()}`;
  files.set(
    "index.html",
    pageText({
      title: `${result.question} · Counterday`,
      description: result.headline.sentence,
      body,
      script,
    }),
  );
  for (const table of tables) files.set(`${table.name}.csv`, table.csv(result));
  return files;
}
