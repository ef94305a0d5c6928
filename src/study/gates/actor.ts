import type { Gate } from "./gate.js";
import { judgedPast } from "./past-outcome.js";

const words = {
  platform: "The platform decides the treatment.",
  user: "Users decide the treatment: the question is about what users did, not what was served.",
  mixed:
    "Platform and users decide the treatment together: the question is about what users did, not what was served.",
} as const;

/**
 * Who decides the treatment. Users know more of their own coming days than any log does, so anything but the platform
 * caps the verdict at a warning, unless a past-outcome control passed: then what users brought along is adjusted for.
 */
export const actor: Gate = {
  name: "actor",
  label: "Who decides the treatment",
  unit: "",
  worse: "above",
  warn: null,
  fail: null,
  adjustable: false,
  source:
    "Users know more about their own coming days than any log does; only a passed past-outcome control says that this is adjusted for",
  threshold: () => "warn unless the platform alone decides, or the past-outcome control passes",
  evaluate: ({ actor: who, pastOutcome }) => {
    const sound = who === "platform" || judgedPast(pastOutcome).verdict === "pass";
    return {
      verdict: sound ? "pass" : "warn",
      value: who === "platform" ? 0 : 1,
      sentence: words[who],
      remedy: sound
        ? ""
        : "Where the log tells apart what was served, define the treatment by that; otherwise read the answer as about what users did.",
      clause: "",
    };
  },
};
