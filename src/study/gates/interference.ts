import type { Gate } from "./gate.js";

/** Needs a group column (network, region, live room); no source declares one yet. */
export const interference: Gate = {
  name: "interference",
  label: "Interference between users",
  unit: "",
  worse: "above",
  warn: null,
  fail: null,
  adjustable: false,
  source: "Hudgens & Halloran (2008): outcomes of untreated users may depend on their group's treated share",
  threshold: () => "fail when untreated users' outcomes go with their group's treated share",
  evaluate: () => ({
    verdict: "not evaluated",
    value: null,
    sentence:
      "Whether one user's feed bears on another's outcome was not tested: this version reads no group of users (network, region, room).",
    remedy:
      "Where users influence each other, ask about groups: choose a log, or a part of it, whose users do not meet.",
    clause: "",
  }),
};
