import { html } from "../../html.js";
import type { InspectSection } from "../inspect-section.js";
import { sourcesTable } from "../tables/sources.js";

/** How to get the same page again. */
export const reproductionSection: InspectSection = {
  id: "reproduction",
  title: "Reproduction",
  lead: () =>
    "The same input, options and versions give the same page, byte for byte, whatever the number of threads.",
  body: ({
    inspection,
  }) => html`<div class="command"><pre tabindex="0" aria-label="Command that makes this page"><code id="command">${inspection.command}</code></pre><button type="button" data-copy="command" hidden>Copy</button></div>
<dl class="rules">
<div><dt>Panel, hash</dt><dd><code class="hash">${inspection.panelHash}</code></dd></div>
<div><dt>Versions</dt><dd>${Object.entries(inspection.versions)
    .map(([name, version]) => `${name} ${version}`)
    .sort()
    .join(", ")}</dd></div>
</dl>
${sourcesTable.render(inspection)}`,
};
