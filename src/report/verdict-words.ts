import type { Verdict } from "../results/verdict.js";

/** What each verdict is called on the page. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: "Pass",
  warn: "Warning",
  fail: "Fail",
  "not evaluated": "Not evaluated",
};

/** Class of a verdict; the style gives it its colour. */
export const verdictClass = (verdict: Verdict): string => `verdict-${verdict.replace(" ", "-")}`;
