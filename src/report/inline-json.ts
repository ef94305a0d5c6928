import { type Html, trustedHtml } from "./html.js";

/** JSON for a data block inside a page: no character of it can end the block or open a comment. */
export const inlineJson = (value: unknown): Html =>
  trustedHtml(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
