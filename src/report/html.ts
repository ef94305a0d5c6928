const text: unique symbol = Symbol("html");

/** Markup that is safe to put into a page: only `html` and `trustedHtml` make it, so plain data can never pass for it. */
export interface Html {
  readonly [text]: string;
}

/** What may stand in a template. Numbers may not: they are written by the functions in `format/`. */
export type HtmlValue = Html | string | false | null | undefined | readonly HtmlValue[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeText = (value: string): string => value.replace(/[&<>"']/g, (letter) => entities[letter]!);

const isHtml = (value: object): value is Html => text in value;

function write(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "string") return escapeText(value);
  if (isHtml(value)) return value[text];
  return value.map(write).join("");
}

/**
 * Tagged template of a piece of a page. Values are escaped (both as text and inside quoted attributes) unless they are
 * `Html` already; lists are joined; null, undefined and false write nothing.
 * Checked by test/report/html.test.ts.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let out = strings[0]!;
  values.forEach((value, i) => {
    out += write(value) + strings[i + 1]!;
  });
  return { [text]: out };
}

/** Markup made elsewhere (an SVG, a script whose hash is in the policy), taken as it is. */
export const trustedHtml = (markup: string): Html => ({ [text]: markup });

/** The markup as text, for writing to a file. */
export const htmlText = (markup: Html): string => markup[text];
