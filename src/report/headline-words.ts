import type { Verdict } from "../results/verdict.js";
import type { StudyResult } from "../study/schemas/result-schema.js";
import type { Html } from "./html.js";
import { verdictChip } from "./verdict-chip.js";
import { verdictClass } from "./verdict-words.js";

type Headline = Pick<StudyResult["headline"], "verdict" | "reading">;

/** Whether the causal sentence is withheld: the numbers stay in the tables, the headline claims no effect. */
export const isRefusal = ({ headline }: { readonly headline: Headline }): boolean =>
  headline.reading === "association only" || headline.verdict === "fail";

/** What a headline's verdict means, in words. */
export const headlineWords: Readonly<Record<Verdict, string>> = {
  pass: "Causal reading: all evaluated gates pass",
  warn: "Causal reading, with warnings",
  fail: "Association only: no causal answer",
  "not evaluated": "Causal reading, but no gate could be evaluated",
};

/** The chip of a headline, and the class that colours what stands around it. */
export function headlineChip(result: { readonly headline: Headline }): {
  readonly chip: Html;
  readonly className: string;
} {
  const verdict = isRefusal(result) ? "fail" : result.headline.verdict;
  return { chip: verdictChip(verdict, headlineWords[verdict]), className: verdictClass(verdict) };
}
