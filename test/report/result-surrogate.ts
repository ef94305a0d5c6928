import type { StudyResult } from "../../src/study/schemas/result-schema.js";

// A long outcome through surrogates in the made-up study; numbers are written down.

export const surrogate: NonNullable<StudyResult["surrogate"]> = {
  reason: null,
  sentence:
    "Through an index of future_3day_interactions, future_3day_active_days, future_7day_interactions (days 1 to 7) differs by −3.9 interactions between treated and untreated user-days (interval −6.2 to −1.6), over 24312 user-days; 20816 user-days have it already.",
  longOutcome: { column: "future_7day_interactions", window: "days 1 to 7", unit: "interactions" },
  surrogates: [
    { column: "future_3day_interactions", window: "days 1 to 3" },
    { column: "future_3day_active_days", window: "days 1 to 3" },
  ],
  argument: "What a busy day leaves behind shows within three days.",
  level: 0.95,
  estimates: [
    {
      ...{ item: "Through the index, all user-days", estimate: -3.9, standardError: 1.17, rows: 24_312 },
      ...{ lower: -6.19, upper: -1.61 },
    },
    {
      item: "Through the index, user-days with the long outcome",
      ...{ estimate: -3.7, standardError: 1.2, lower: -6.05, upper: -1.35, rows: 20_816 },
    },
    {
      item: "Direct, user-days with the long outcome",
      ...{ estimate: -4.6, standardError: 1.5, lower: -7.54, upper: -1.66, rows: 20_816 },
    },
  ],
  agreement:
    "Index and direct estimate on the same user-days: not contradicted: the difference is within chance (which does not exclude a bias that both share).",
  covariance: 1.31,
  checks: [
    {
      name: "surrogacy",
      label: "Surrogacy: given surrogates and covariates, treatment says no more of the long outcome",
      verdict: "not refuted",
      sentence:
        "Given surrogates and covariates, the long outcome of treated rows differs by −0.8 interactions from that of untreated rows (p = 0.428; 20816 rows that have it): within chance, where 2.83 would have been detected.",
      tests: [
        {
          item: "treatment, given surrogates and covariates",
          ...{
            estimate: -0.8,
            standardError: 1.01,
            pValue: 0.428,
            detectable: 2.83,
            mark: 3.9,
            rows: 20_816,
          },
        },
      ],
    },
    {
      name: "comparability",
      label: "Comparability: surrogates say the same of the long outcome over calendar time",
      verdict: "refuted",
      sentence:
        "An index fitted to the days up to 2020-07-31 misses the long outcome of later days by 2.1 interactions on average (p = 0.012), and its slope there is 1.16 (p = 0.004): surrogates do not say the same of it over calendar time.",
      tests: [
        {
          item: "level on later days",
          ...{ estimate: 2.1, standardError: 0.84, pValue: 0.012, detectable: 2.6, mark: 3.9, rows: 9_871 },
        },
        {
          item: "slope on later days, minus 1",
          ...{
            estimate: 0.16,
            standardError: 0.052,
            pValue: 0.004,
            detectable: 0.16,
            mark: 0.2,
            rows: 9_871,
          },
        },
      ],
    },
    {
      name: "support",
      label: "Support: late rows have surrogates and covariates such as the index was fitted to",
      verdict: "not refuted",
      sentence:
        "0.31% of 3496 rows without the long outcome lie outside the range of the rows with it (most in future_3day_interactions, 0.31%), and 0% are less like them than any of these.",
      tests: [],
    },
  ],
  days: [
    { day: "2020-08-01", rows: 611, miss: 1.7, standardError: 1.02 },
    { day: "2020-08-02", rows: 598, miss: 2.6, standardError: 1.11 },
  ],
};
