import type { Finding } from "../gates/gate.js";
import { shortNumber } from "../short-number.js";
import type { ControlEvidence } from "./control-evidence.js";

/** Of the two-sided test; the family has one member, so Holm's step leaves it as it is. */
const significance = 0.05;

/** What a gate on a control says; clauses stand in the middle of a sentence, `asked` begins one. */
export interface ControlWords<Found> {
  /** "Whether treatment responds to outcomes". */
  readonly asked: string;
  /** The same where the test was not made; default as it is. */
  readonly askedInFull?: string;
  readonly found: (evidence: Found) => string;
  /** What was found, where nothing could be told of it; default `found`. */
  readonly foundOnly?: (evidence: Found) => string;
  /** What cannot detect less: "the test". */
  readonly by: string;
  /** What stands after what was found where chance does not explain it, and why no causal answer is given then. */
  readonly beyond: string;
  readonly clause: (evidence: Found) => string;
  readonly remedies: { readonly untested: string; readonly beyond: string; readonly unseen: string };
}

/**
 * Something that should not be there: fails where it is there beyond chance (5 %). Within chance it passes where the test
 * would have seen as much as would matter; else nothing was tested.
 */
export function judgedControl<Found extends ControlEvidence>(
  evidence: Found | { readonly reason: string },
  words: ControlWords<Found>,
): Finding {
  const { asked, askedInFull = asked, found, foundOnly = found, remedies } = words;
  if (evidence.reason !== undefined)
    return {
      verdict: "not evaluated",
      value: null,
      sentence: `${askedInFull} was not tested: ${evidence.reason.replace(/\.$/, "")}.`,
      remedy: remedies.untested,
      clause: "",
    };
  const { pValue, inDeviations, detectable, mark } = evidence;
  const value = Math.abs(inDeviations);
  if (pValue < significance)
    return {
      verdict: "fail",
      value,
      sentence: `${capital(found(evidence))}, ${words.beyond}`,
      remedy: remedies.beyond,
      clause: words.clause(evidence),
    };
  const seen = shortNumber(detectable, [mark]);
  if (detectable > mark)
    return {
      verdict: "not evaluated",
      value: null,
      sentence: `${asked} could not be told: ${foundOnly(evidence)}, and ${words.by} cannot detect less than ${seen}, while ${shortNumber(mark, [detectable])} would matter.`,
      remedy: remedies.unseen,
      clause: "",
    };
  return {
    verdict: "pass",
    value,
    sentence: `${capital(found(evidence))}: within chance, where ${seen} would have been detected.`,
    remedy: "",
    clause: "",
  };
}

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
