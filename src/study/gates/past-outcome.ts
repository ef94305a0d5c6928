import type { Gate } from "./gate.js";

/** Needs an estimate on an outcome that closed before the earliest adjusted day; not built yet. */
export const pastOutcome: Gate = {
  name: "pastOutcome",
  label: "Past outcome",
  unit: "",
  worse: "above",
  warn: null,
  fail: null,
  adjustable: false,
  source:
    "Treatment cannot reach an outcome that lies before it; a difference there is confounding left over",
  threshold: () => "fail when treatment goes with an outcome that came before all adjusted days",
  evaluate: () => ({
    verdict: "not evaluated",
    value: null,
    sentence:
      "Whether treatment goes with an outcome from before all adjusted days was not tested: this version has no such control yet.",
    remedy:
      "Adjust for more of the past (longer windows, the outcome's own history); until there is such a control, the answer rests on the adjustment set alone.",
    clause: "",
  }),
};
