import { shortNumber } from "../short-number.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { thresholdText } from "./threshold-text.js";

/** Of the tests, adjusted over the estimators (Holm). */
const significance = 0.05;

/**
 * Estimators of one number from the same rows should not differ by more than chance: where they do, one model at least is
 * wrong, which is warned of. Where they differ by more than the interval's half-width, the answer is the choice of the
 * estimator, and is withheld.
 */
export const agreement: Gate = {
  name: "agreement",
  label: "Agreement of estimators",
  unit: "standard errors",
  worse: "above",
  warn: 0,
  fail: 2,
  adjustable: true,
  source:
    "Hausman (1978), with influence functions; 2 standard errors are the half-width of a 95 % interval, which is meant to hold the answer whichever estimator gives it",
  threshold: (limits) => `when a difference beyond chance (5 %, Holm): ${thresholdText("above")(limits)}`,
  evaluate: ({ agreement: tests }, limits) => {
    if (tests.length === 0)
      return {
        verdict: "not evaluated",
        value: null,
        sentence:
          "Whether other estimators agree was not tested: no other adjusted estimator of the same average was asked for beside the primary one.",
        remedy: "Name a second adjusted estimator in the question's file.",
        clause: "",
      };
    const size = ({ relativeDifference }: (typeof tests)[number]) => Math.abs(relativeDifference);
    const furthest = (among: typeof tests) => among.reduce((a, b) => (size(a) < size(b) ? b : a));
    const contradicted = tests.filter(({ adjusted }) => adjusted !== null && adjusted < significance);
    const shown = furthest(contradicted.length > 0 ? contradicted : tests);
    const value = size(shown);
    const found = `${shown.label} differs from the primary estimator by ${shortNumber(value, [limits.warn, limits.fail])} standard errors`;
    if (contradicted.length === 0)
      return {
        verdict: "pass",
        value,
        sentence: `The other adjusted estimators do not contradict the primary one; ${found}, within chance. Estimators that share an adjustment set share its confounding.`,
        remedy: "",
        clause: "",
      };
    const verdict = graded(value, "above", limits);
    return {
      verdict,
      value,
      sentence: `${found}, which is beyond chance: one of their models is wrong.`,
      remedy:
        verdict === "pass"
          ? ""
          : "Give the outcome and propensity models more flexible terms (splines, factors), and look at the overlap.",
      clause:
        verdict === "fail"
          ? `the answer depends on the estimator: ${found[0]!.toLowerCase()}${found.slice(1)}, beyond chance`
          : "",
    };
  },
};
