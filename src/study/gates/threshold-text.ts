import type { Limits } from "./gate.js";

/** "warn above 0.05, fail above 0.2". */
export const thresholdText =
  (worse: "above" | "below") =>
  ({ warn, fail }: Limits): string =>
    [
      ["warn", warn],
      ["fail", fail],
    ]
      .filter(([, limit]) => limit !== null)
      .map(([word, limit]) => `${word} ${worse} ${limit}`)
      .join(", ");
