import type { StudyResult } from "../../study/schemas/result-schema.js";
import { primaryEstimate } from "../estimate-roles.js";
import { groupedCounts } from "../format/grouped-counts.js";
import { trueMinus } from "../format/true-minus.js";
import type { Check } from "./check.js";

/** Who judges a check, in words. */
export const standingWords: Readonly<Record<Check["standing"], string>> = {
  gate: "judged by a gate",
  display: "shown, judged by nobody",
  sensitivity: "how far the estimate moves",
};

const first = ({ sentence }: Check): string => /^(.*?)\.(?:\s|$)/s.exec(sentence)?.[1] ?? sentence;

/** What was found, as a title: the first sentence without its full stop. */
export const firstSentence = (check: Check): string => groupedCounts(trueMinus(first(check)));

/** What follows the first sentence. */
export const otherSentences = (check: Check): string =>
  groupedCounts(trueMinus(check.sentence.slice(first(check).length + 1).trim()));

/** What the estimates of a check are, over an axis. */
export const estimateWords = ({ name, rows }: Check): string => {
  if (name === "interference") return "Difference in the outcome";
  return rows.some(({ simulated }) => simulated !== undefined)
    ? "Mean estimate minus the known truth"
    : "Treated minus untreated";
};

/** Checks whose estimates are of the question itself, and so are held against the primary estimate instead of 0. */
export const isOfTheQuestion = ({ standing, name }: Check): boolean =>
  standing === "sensitivity" || name === "adjustmentLadder";

/** The number that the rows of a check are held against, unit of the outcome; null where there is none. */
export const heldAgainst = (check: Check, result: StudyResult): number | null =>
  isOfTheQuestion(check) ? (primaryEstimate(result)?.estimate ?? null) : 0;
