import { type Html, html, trustedHtml } from "./html.js";

/** A link that saves text held in the page itself; it works offline and without scripts. */
export function dataLink(file: string, type: string, content: string, words: string): Html {
  const address = `data:${type};charset=utf-8,${encodeURIComponent(content).replaceAll("'", "%27")}`;
  return html`<a class="download" download="${file}" href="${trustedHtml(address)}">${words}</a>`;
}
