import { judgedControl } from "../evidence/judged-control.js";
import type { Gate } from "./gate.js";
import { shortPercent } from "./short-percent.js";

const askGroups =
  "Where users influence each other, ask about groups: choose a log, or a part of it, whose users do not meet.";

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
  evaluate: ({ interference: found }, limits) =>
    judgedControl(found, {
      asked: "Whether one user's feed bears on another's outcome",
      found: ({ share, group, written, unit, interval, rows, groups }) =>
        `with ${shortPercent(share, limits)} of the others in their group (${group}) treated, as is usual, rather than none, untreated users' outcome differs by ${written} ${unit} (interval ${interval}; ${rows} rows in ${groups} groups)`,
      by: "the test",
      beyond: "beyond chance: one user's feed goes with another's outcome.",
      clause: ({ group }) =>
        `untreated users' outcomes go with how many others of their ${group} are treated`,
      remedies: {
        untested: askGroups,
        beyond: `${askGroups} If something moves a whole group on some days, adjust for it.`,
        unseen: "More groups or more days; until then the answer rests on users not bearing on each other.",
      },
    }),
};
