import { shortNumber } from "../short-number.js";
import type { Evidence, Finding, Gate, Limits } from "./gate.js";
import { shortPercent } from "./short-percent.js";

/** Of the two-sided test; the family has one member, so Holm's step leaves it as it is. */
const significance = 0.05;

/**
 * The causal sentence assumes that one user's feed does not change another's outcomes. Where the question declares who may
 * bear on whom, untreated users' outcomes must not go with their group's treated share.
 */
export const interference: Gate = {
  name: "interference",
  label: "Interference between users",
  unit: "standard deviations",
  worse: "above",
  warn: null,
  fail: null,
  adjustable: false,
  source: "Hudgens & Halloran (2008): outcomes of untreated users may depend on their group's treated share",
  threshold: () =>
    "fail when untreated users' outcomes go with their group's treated share beyond chance (5 %); not evaluated without declared groups, or where spill-over as large as the estimate would go unseen",
  evaluate: ({ interference: found }, limits) => judged(found, limits),
};

function judged(found: Evidence["interference"], limits: Limits): Finding {
  const remedy =
    "Where users influence each other, ask about groups: choose a log, or a part of it, whose users do not meet.";
  if (found.reason !== undefined)
    return {
      verdict: "not evaluated",
      value: null,
      sentence: `Whether one user's feed bears on another's outcome was not tested: ${found.reason.replace(/\.$/, "")}.`,
      remedy,
      clause: "",
    };
  const { group, groups, rows, pValue, share, written, interval, inDeviations, detectable, mark, unit } =
    found;
  const said = `with ${shortPercent(share, limits)} of the others in their group (${group}) treated, as is usual, rather than none, untreated users' outcome differs by ${written} ${unit} (interval ${interval}; ${rows} rows in ${groups} groups)`;
  const value = Math.abs(inDeviations);
  if (pValue < significance)
    return {
      verdict: "fail",
      value,
      sentence: `${capital(said)}, beyond chance: one user's feed goes with another's outcome.`,
      remedy: `${remedy} If something moves a whole group on some days, adjust for it.`,
      clause: `untreated users' outcomes go with how many others of their ${group} are treated`,
    };
  if (detectable > mark)
    return {
      verdict: "not evaluated",
      value: null,
      sentence: `Whether one user's feed bears on another's outcome could not be told: ${said}, and the test cannot detect less than ${shortNumber(detectable, [mark])}, while ${shortNumber(mark, [detectable])} would matter.`,
      remedy: "More groups or more days; until then the answer rests on users not bearing on each other.",
      clause: "",
    };
  return {
    verdict: "pass",
    value,
    sentence: `${capital(said)}: within chance, where ${shortNumber(detectable, [mark])} would have been detected.`,
    remedy: "",
    clause: "",
  };
}

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
