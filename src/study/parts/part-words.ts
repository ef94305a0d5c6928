import type { StudyResult } from "../schemas/result-schema.js";
import type { PartEffect, PartitionEffects } from "./part-effects.js";

/** What the headline allows the numbers to be called. */
export type Reading = StudyResult["headline"]["reading"];

/** What an estimate is called: an effect only where the headline says so. */
export const nounFor = (reading: Reading): string => (reading === "causal" ? "effect" : "association");

/** "p = 0.031", "p < 0.001". */
export const pWords = (pValue: number): string =>
  pValue < 0.001 ? "p < 0.001" : `p = ${Number(pValue.toPrecision(2))}`;

/**
 * Whether the estimates of several parts differ, in a sentence.
 * @param parts what they are, with "the" before and in the plural: "the 4 segments of earlier activity"
 * @param p of the test of equality, adjusted where it is one of several; null where it was not made
 * @param adjustedFor added behind the p-value, or ""
 */
export function differenceSentence(
  parts: string,
  { effects }: Pick<PartitionEffects, "effects">,
  p: number | null,
  {
    reading,
    level,
    adjustedFor = "",
  }: { readonly reading: Reading; readonly level: number; readonly adjustedFor?: string },
): string {
  const noun = nounFor(reading);
  const evaluated = effects.filter(({ estimate }) => estimate !== null).length;
  if (effects.length === 1)
    return `Of ${parts.replace(/^the 1 /, "")} there is only one, so nothing is held against it.`;
  if (evaluated < 2)
    return `${evaluated === 0 ? "None" : "Only one"} of ${parts} could be evaluated, so they are not held against each other.`;
  if (p === null) return `The data cannot tell whether the ${noun} varies between ${parts}.`;
  const tested = evaluated < effects.length ? ` of the ${evaluated} evaluated` : "";
  const words = `joint test of equality${tested}, ${pWords(p)}${adjustedFor}`;
  return p < 1 - level
    ? `The ${noun} varies between ${parts} beyond chance (${words}).`
    : `The data do not show that the ${noun} varies between ${parts} (${words}); that is no proof that it is the same.`;
}

/** More than half of an estimate's variance from one user. */
export const restsOnOne = ({ withoutUser }: Pick<PartEffect, "withoutUser">): boolean =>
  (withoutUser?.varianceShare ?? 0) > 0.5;
