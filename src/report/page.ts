import { createHash } from "node:crypto";
import { type Html, html, htmlText, trustedHtml } from "./html.js";
import { pageStyle } from "./style/registry.js";

interface Page {
  readonly title: string;
  readonly description: string;
  readonly body: Html;
  /** Script of the page; empty for a page without one. */
  readonly script: string;
  /** Words of the link that jumps over the bar; default "Skip to the answer". */
  readonly skip?: string;
}

const source = (content: string): string =>
  `'sha256-${createHash("sha256").update(content, "utf8").digest("base64")}'`;

/** A whole page. Its policy allows its own style and script, by their hashes, and nothing else: no network at all. */
export function pageText(page: Page): string {
  const script = page.script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const policy = [
    "default-src 'none'",
    `style-src ${source(pageStyle)}`,
    ...(script === "" ? [] : [`script-src ${source(script)}`]),
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return htmlText(html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trustedHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${page.description}">
<title>${page.title}</title>
<link rel="icon" href="data:,">
<style>${trustedHtml(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#main">${page.skip ?? "Skip to the answer"}</a>
${page.body}
${script === "" ? null : html`<script>${trustedHtml(script)}</script>`}
</body>
</html>
`);
}
