import type { Gate } from "./gate.js";

const words = {
  platform: "The platform decides the treatment.",
  user: "Users decide the treatment: the question is about what users did, not what was served.",
  mixed:
    "Platform and users decide the treatment together: the question is about what users did, not what was served.",
} as const;

/** Who decides the treatment; anything but the platform caps the verdict at a warning. */
export const actor: Gate = {
  name: "actor",
  label: "Who decides the treatment",
  unit: "",
  worse: "above",
  warn: null,
  fail: null,
  adjustable: false,
  source:
    "Users know more about their own coming days than any log does; only a passed past-outcome control would say that this is adjusted for (STATISTICS section 1)",
  threshold: () => "warn unless the platform alone decides",
  evaluate: ({ actor: who }) => ({
    verdict: who === "platform" ? "pass" : "warn",
    value: who === "platform" ? 0 : 1,
    sentence: words[who],
    remedy:
      who === "platform"
        ? ""
        : "Where the log tells apart what was served, define the treatment by that; otherwise read the answer as about what users did.",
    clause: "",
  }),
};
