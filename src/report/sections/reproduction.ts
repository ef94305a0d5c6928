import { createHash } from "node:crypto";
import { resultText } from "../../study/result-text.js";
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

/** The question to save; the steps name its file. */
const questionFile = ({ result }: SectionContext): string => `${result.slug}.json`;

const questionText = ({ reproduction }: SectionContext): string =>
  `${JSON.stringify(reproduction.estimand, null, 2)}\n`;

/** The command for a folder that holds nothing but the saved question (and the log, where one was read). */
const commandInFolder = (context: SectionContext): string =>
  context.reproduction.command.replace(/\bcounterday run \S+/, `counterday run ${questionFile(context)}`);

function steps(context: SectionContext): Html {
  const { result, reproduction } = context;
  const { counterday = "" } = reproduction.versions;
  const hash = createHash("sha256").update(resultText(result), "utf8").digest("hex");
  const saved = questionFile(context);
  const { mapping } = reproduction;
  const columns = `${JSON.stringify(mapping?.columns, null, 2)}\n`;
  return html`<ol class="assumptions">
<li>Have a built copy of Counterday ${counterday} (in its project: <code>npm ci &amp;&amp; npm run build</code>). Unless <code>counterday</code> is on your path, write <code>node PATH/dist/cli/main.js</code> for it below, where PATH is that copy. Work in an empty folder.</li>
<li>Save the question into the folder: ${dataLink(saved, "application/json", questionText(context), saved)}.</li>
${
  mapping === undefined
    ? ""
    : html`<li>Save which columns of the table play which part: ${dataLink(mapping.file, "application/json", columns, mapping.file)}.</li>
`
}<li>${
    result.log.origin === "simulated" && reproduction.command.includes(" --users ")
      ? "No log is needed: the command simulates the same one again."
      : "Put the log into the folder under the name that the command gives it. The files in it that were read are listed below with their checksums."
  }</li>
<li>Run:</li>
</ol>
<div class="command"><pre tabindex="0" aria-label="Command that repeats the run"><code id="command">${commandInFolder(context)}</code></pre><button type="button" data-copy="command" hidden>Copy</button></div>
<p class="prose">Then <code>reports/${result.slug}/result.json</code> is the same, byte for byte: its SHA-256 is <code class="hash">${hash}</code>.</p>`;
}

function record(context: SectionContext): Html {
  const { reproduction } = context;
  return html`<dl class="rules">
${entry("In the project", html`<code>${reproduction.command}</code>`)}
${entry("Seed of the analysis", html`<code>${String(reproduction.seed)}</code>`)}
${entry("Question, hash", html`<code class="hash">${reproduction.estimandHash}</code>`)}
${entry("Panel, hash", html`<code class="hash">${reproduction.panelHash}</code>`)}
${entry("Versions", html`${versions(reproduction)}`)}
</dl>
${sources(reproduction)}
<details><summary>The question as data</summary><pre tabindex="0" aria-label="The question as JSON"><code>${questionText(context)}</code></pre></details>`;
}

/** How to get the same numbers again. */
export const reproductionSection: Section = {
  id: "reproduction",
  title: "Reproduction",
  lead: () =>
    "The same input, question and versions give the same result, byte for byte, whatever the number of threads.",
  body: (context) => html`${steps(context)}
${record(context)}`,
};
