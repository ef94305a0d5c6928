import type { Gate } from "./gate.js";

/**
 * A causal reading needs something about the user to be held equal. Without any history or baseline column it fails,
 * calendar columns or not: they say what kind of day it was and nothing of whom the platform chose. Where the treatment
 * was drawn at random that is enough, and the question's file says so in a written override. A primary estimator that
 * uses none of the named columns is warned of: balance is checked on them, but nothing is held equal.
 */
export const adjustment: Gate = {
  name: "adjustment",
  label: "Something is adjusted for",
  unit: "columns",
  worse: "below",
  warn: null,
  fail: null,
  adjustable: false,
  source:
    "Platforms choose whom to push by what users did before: without the past or a trait of the user in the adjustment set nothing but randomisation makes the arms comparable (Hernán & Robins, What If, chapter 7)",
  threshold: () =>
    "fail without a history or baseline column, warn when the primary estimator adjusts for nothing",
  evaluate: ({ adjustedFor: { history, baseline, calendar, byPrimary } }) => {
    const value = history + baseline + calendar;
    const counts = `${history} history, ${baseline} baseline and ${calendar} calendar columns`;
    if (history + baseline === 0) {
      const clause =
        calendar === 0
          ? "nothing is adjusted for"
          : "nothing about the user is adjusted for, only the calendar";
      return {
        verdict: "fail",
        value,
        sentence: `${clause[0]!.toUpperCase()}${clause.slice(1)}.`,
        remedy:
          "Name what the platform knew of the user before the day; or, when the treatment was drawn at random, say so in overrides.adjustment.",
        clause,
      };
    }
    return byPrimary
      ? { verdict: "pass", value, sentence: `The question adjusts for ${counts}.`, remedy: "", clause: "" }
      : {
          verdict: "warn",
          value,
          sentence: `The question names ${counts}, but its primary estimator adjusts for none of them.`,
          remedy: "Make an adjusted estimator the primary one.",
          clause: "",
        };
  },
};
