import { dataLink } from "../data-link.js";
import { formatCount } from "../format/count.js";
import { type Html, html } from "../html.js";
import type { Reproduction } from "../reproduction.js";
import type { Section, SectionContext } from "../section.js";

const entry = (term: string, value: Html): Html => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;

const versions = ({ versions }: Reproduction): string =>
  Object.entries(versions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");

function sources({ sources }: Reproduction): Html {
  return html`<div class="table-scroll" role="region" aria-label="Files read" tabindex="0"><table><caption>Files read</caption>
<thead><tr><th scope="col">File</th><th scope="col" class="number">Size <span class="unit">bytes</span></th><th scope="col">CRC-32</th></tr></thead>
<tbody>${sources.map((file) => html`<tr><th scope="row"><code>${file.name}</code></th><td class="number">${formatCount(file.bytes)}</td><td><code>${file.crc32}</code></td></tr>`)}</tbody></table></div>`;
}

function record({ result, reproduction }: SectionContext): Html {
  const estimand = `${JSON.stringify(reproduction.estimand, null, 2)}\n`;
  return html`<dl class="rules">
${entry("Seed", html`<code>${String(reproduction.seed)}</code>`)}
${entry("Question, hash", html`<code class="hash">${reproduction.estimandHash}</code>`)}
${entry("Panel, hash", html`<code class="hash">${reproduction.panelHash}</code>`)}
${entry("Versions", html`${versions(reproduction)}`)}
</dl>
${sources(reproduction)}
<details><summary>The question as data</summary><pre tabindex="0" aria-label="The question as JSON"><code>${estimand}</code></pre>
<p class="downloads"><span>Save:</span> ${dataLink(`${result.slug}.json`, "application/json", estimand, "question (JSON)")}</p></details>`;
}

/** How to get the same numbers again. */
export const reproductionSection: Section = {
  id: "reproduction",
  title: "Reproduction",
  lead: () =>
    "The same input, question and versions give the same result, byte for byte, whatever the number of threads.",
  body: (
    context,
  ) => html`<div class="command"><pre tabindex="0" aria-label="Command that repeats the run"><code id="command">${context.reproduction.command}</code></pre><button type="button" data-copy="command" hidden>Copy</button></div>
${record(context)}`,
};
