import { resetSVGDefIds } from "vega";
import { checkCall, having, kinds } from "../../call-check.js";
import type { Inspection } from "../../panel/inspection/inspection.js";
import { chartConfigBlock } from "../chart-config.js";
import { chartFigure } from "../figure.js";
import { type Html, html } from "../html.js";
import { pageText } from "../page.js";
import { chartFamilies } from "./charts/registry.js";
import { condensed } from "./condensed.js";
import type { InspectContext, InspectSection } from "./inspect-section.js";
import { inspectSections } from "./sections/registry.js";

const sectionText = (section: InspectSection, context: InspectContext): Html =>
  section.lead === undefined
    ? section.body(context)
    : html`<section class="part" id="${section.id}" aria-labelledby="${section.id}-title">
<div class="part-head"><h2 id="${section.id}-title">${section.title}</h2><p>${section.lead(context.inspection)}</p></div>
<div class="part-body">${section.body(context)}</div>
</section>`;

/**
 * The page about a log and its panel as one HTML text: charts, tables and their downloads inside, nothing loaded. It
 * holds counts, so its size does not grow with the log. Sections whose tables a log does not have are left out. Pure:
 * the same inspection and script give the same bytes.
 * @param script  what brings the charts to life (`reportScript()`); "" makes a page without a script
 * @throws CausalError "report.number-not-finite" when a number is not finite
 * Checked by test/report/inspect.test.ts.
 */
export async function renderInspection(whole: Inspection, script: string): Promise<string> {
  checkCall(
    "renderInspection",
    { inspection: whole, script },
    {
      inspection: having("what inspectPanel returns, with versions and command", "overview", "command"),
      script: kinds.text,
    },
  );
  resetSVGDefIds();
  const inspection = condensed(whole);
  const figures = new Map<string, Html[]>();
  for (const family of chartFamilies) {
    const drawn: Html[] = [];
    for (const chart of family.charts(inspection))
      if (chart.drawn(inspection)) drawn.push(await chartFigure(chart, inspection));
    figures.set(family.name, drawn);
  }
  const context: InspectContext = {
    inspection,
    figures: (family) => html`${figures.get(family) ?? []}`,
  };
  const shown = inspectSections.filter((section) => section.drawn?.(inspection) ?? true);
  const contents = shown.map(
    ({ id, title }) => html`<li><a href="#${id === "overview" ? "main" : id}">${title}</a></li>`,
  );
  const { source, table, origin, overview } = inspection;
  const body = html`<header class="bar"><p class="brand">Counterday</p><nav class="contents" aria-label="Contents"><ul>${contents}</ul></nav></header>
<main id="main" tabindex="-1">${shown.map((section) => sectionText(section, context))}</main>
<footer><p>Made by Counterday from the ${origin} log “${source}”. It describes; it claims no effect.</p></footer>
${chartConfigBlock()}`;
  return pageText({
    title: `${source} ${table} · Counterday`,
    description: `What is in the log “${source} ${table}”: ${overview.firstDay} to ${overview.lastDay}.`,
    body,
    script,
    skip: "Skip to the overview",
  });
}
