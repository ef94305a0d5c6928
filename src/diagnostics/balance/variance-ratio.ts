import type { Diagnostic } from "../diagnostic.js";

export const varianceRatioRecord: Diagnostic = {
  name: "varianceRatio",
  label: "Ratio of variances",
  unit: "ratio, the larger over the smaller",
  worse: "above",
  warn: 2,
  fail: null,
  source: "Rubin (2001), Health Services and Outcomes Research Methodology 2: between 1/2 and 2",
  sentence: "How many times the variance of a covariate in one arm is that in the other.",
};

/** Treated variance over control variance; null where either is 0. */
export const varianceRatio = (treated: number, control: number): number | null =>
  treated > 0 && control > 0 ? treated / control : null;
