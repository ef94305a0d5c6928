import { type Html, html, trustedHtml } from "./html.js";

const encoded = /[%#&<>'\s]|[^ -~]+/gu;

/** A `data:` address with only those characters encoded that would end or change it inside single quotes. */
const dataAddress = (type: string, content: string): string =>
  `data:${type};charset=utf-8,${content.replace(encoded, (found) => (found === "'" ? "%27" : encodeURIComponent(found)))}`;

/** A link that saves text held in the page itself; it works offline and without scripts. */
export const dataLink = (file: string, type: string, content: string, words: string): Html =>
  html`<a class="download" download="${file}" href='${trustedHtml(dataAddress(type, content))}'>${words}</a>`;
