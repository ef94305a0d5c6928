import { shortNumber } from "../short-number.js";
import type { Gate } from "./gate.js";
import { graded } from "./graded.js";
import { thresholdText } from "./threshold-text.js";

/** Errors, by chance, that a bias and a coverage are given before they count. */
const [errorsOfBias, errorsOfCoverage] = [2, 3];

/**
 * Where the truth was put in by hand the estimator should find it. A miss counts as far as it goes beyond what chance in
 * the simulations and in who was treated explains. It warns and never seals unless a question sets a threshold to fail:
 * the simulated outcomes are a model's, not the world's.
 */
export const plasmode: Gate = {
  name: "plasmode",
  label: "Simulated outcomes on these rows",
  unit: "standard errors",
  worse: "above",
  warn: 0.2,
  fail: null,
  adjustable: true,
  source:
    "Franklin, Schneeweiss, Polinski & Rassen (2014); a bias of 0.2 standard errors takes 95 % intervals to 94.5 %, and one of 1 to 83 %",
  threshold: (limits) =>
    `a miss of the known truth beyond chance: ${thresholdText("above")(limits)}; warn when fewer intervals hold it than chance explains (3 errors)`,
  evaluate: ({ plasmode: simulated }, limits) => {
    if (simulated.reason !== undefined)
      return {
        verdict: "not evaluated",
        value: null,
        sentence: `The primary estimator was not tried on outcomes with a known effect: ${simulated.reason.replace(/\.$/, "")}.`,
        remedy:
          "Choose a primary estimator with parametric models, or compare it with one that has been tried.",
        clause: "",
      };
    const { bias, meanError, monteCarloError, chanceError, coverage, coverageError, level, replicates } =
      simulated;
    const chance = errorsOfBias * Math.hypot(monteCarloError, chanceError);
    const value = Math.max(0, Math.abs(bias) - chance) / meanError;
    const low = coverage < level - errorsOfCoverage * coverageError;
    const percent = (share: number) => `${Math.round(100 * share)}%`;
    const missed = `the primary estimator misses a known truth by ${shortNumber(Math.abs(bias) / meanError)} standard errors on average`;
    const found = `${capital(missed)}, ${value === 0 ? "which chance explains" : `${shortNumber(value, [limits.warn, limits.fail])} of them more than chance explains`}, and ${percent(coverage)} of its ${Number((100 * level).toPrecision(6))}% intervals hold it (${replicates} simulated outcomes on these rows)`;
    const byBias = graded(value, "above", limits);
    const verdict = byBias === "pass" && low ? "warn" : byBias;
    return {
      verdict,
      value,
      sentence: `${found}. Simulations cannot hold what was not measured.`,
      remedy:
        verdict === "pass"
          ? ""
          : "Give the outcome and propensity models more flexible terms (splines, factors), or choose a doubly robust primary estimator.",
      clause: verdict === "fail" ? missed : "",
    };
  },
};

const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`;
