import type { Finding } from "./gate.js";

/** The finding of a gate that needs fitted probabilities of treatment when there are none. */
export const withoutWeights = (what: string, reason: string): Finding => ({
  verdict: "not evaluated",
  value: null,
  sentence: `${what} was not tested: ${reason.replace(/\.$/, "")}.`,
  remedy: "Drop or coarsen the terms that decide the treatment, or restrict the population.",
  clause: "",
});
