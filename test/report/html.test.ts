import { describe, expect, it } from "vitest";
import { csvText } from "../../src/report/csv.js";
import { dataLink } from "../../src/report/data-link.js";
import { html, htmlText, trustedHtml } from "../../src/report/html.js";
import { inlineJson } from "../../src/report/inline-json.js";

const nasty = `<script>alert("1")</script>&'`;

describe("html", () => {
  it("escapes text and attributes", () => {
    expect(htmlText(html`<p title="${nasty}">${nasty}</p>`)).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</p>',
    );
  });

  it("takes markup of its own as it is, joins lists and leaves out nothings", () => {
    expect(htmlText(html`${[html`<b>a</b>`, "<", null, undefined, false]}${trustedHtml("<i>")}`)).toBe(
      "<b>a</b>&lt;<i>",
    );
  });

  it("does not take plain data for markup", () => {
    const data = JSON.parse('{"html":"<b>"}') as never;
    expect(() => htmlText(html`${data}`)).toThrow();
  });
});

describe("inlineJson", () => {
  it("holds no character that could end its block, and reads back the same", () => {
    const value = { text: `</script><!-- ${nasty} \u2028` };
    const written = htmlText(inlineJson(value));
    expect(written).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(written)).toEqual(value);
  });
});

describe("dataLink", () => {
  it("gives back the very text", () => {
    const text = `a,b\r\n"${nasty}",50% #1 – é\n`;
    const link = htmlText(dataLink("x.csv", "text/csv", text, "numbers"));
    const address = /href='([^']*)'/.exec(link)![1]!;
    expect(decodeURIComponent(address.slice("data:text/csv;charset=utf-8,".length))).toBe(text);
    expect(address).not.toMatch(/[<>&\s]/);
  });
});

describe("csvText", () => {
  it("quotes by RFC 4180 and leaves unknown cells empty", () => {
    const columns = [
      { name: "name", value: (row: { a: string; b: number | null }) => row.a },
      { name: "n", value: (row: { a: string; b: number | null }) => row.b },
    ];
    expect(
      csvText(columns, [
        { a: 'x "y", z', b: 0.1 },
        { a: "w", b: null },
      ]),
    ).toBe('name,n\r\n"x ""y"", z",0.1\r\nw,\r\n');
  });
});
