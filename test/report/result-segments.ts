import type { StudyResult } from "../../src/study/schemas/result-schema.js";

// Segments and weeks of the made-up study; numbers are written down or follow from a rule.

type Segments = NonNullable<StudyResult["segments"]>;
type EffectByPeriod = NonNullable<StudyResult["effectByPeriod"]>;
type Part = Omit<Segments["columns"][number]["segments"][number], "segment">;

const part = (estimate: number, standardError: number, more: Partial<Part> = {}): Part => ({
  rows: 6_080,
  users: 1_204,
  treatedShare: 0.28,
  estimate,
  standardError,
  lower: estimate - 2.9 * standardError,
  upper: estimate + 2.9 * standardError,
  pValue: Math.abs(estimate) > 2.9 * standardError ? 0.004 : 0.61,
  withoutUser: { user: "1037", estimate: estimate + 0.2 * standardError, varianceShare: 0.04 },
  reason: null,
  ...more,
});

const notEvaluated = (reason: string): Part => ({
  ...part(0, 1, { rows: 41, users: 9, treatedShare: 0 }),
  estimate: null,
  standardError: null,
  lower: null,
  upper: null,
  pValue: null,
  withoutUser: null,
  reason,
});

const estimator = "Augmented inverse probability weighting (doubly robust)";

/** Earlier activity tells the segments apart, authorship does not; one rests on one user, one is not evaluated. */
export const segments: Segments = {
  estimator,
  level: 0.95,
  reason: null,
  columns: [
    {
      column: "prior_3day_interactions",
      label: "interactions of the three days before",
      kind: "history",
      window: "days -3 to -1",
      unit: "interactions",
      cut: "4 bins by quantiles of the analysis rows, cut at 12, 31 and 70",
      cutPoints: [12, 31, 70],
      adjusted: true,
      notKnown: 0,
      segments: [
        { segment: "at most 12", ...part(-0.4127, 0.41) },
        { segment: "above 12 to 31", ...part(-1.2034, 0.39) },
        { segment: "above 31 to 70", ...part(-2.2418, 0.44) },
        {
          segment: "above 70",
          ...part(-3.0461, 0.71, {
            withoutUser: { user: "1481", estimate: -2.4816, varianceShare: 0.5712 },
          }),
        },
      ],
      difference: { statistic: 4.31, degrees: [3, 1_408], pValue: 0.0049 },
      adjustedPValue: 0.0098,
      sentence:
        "The effect varies between the 4 segments of interactions of the three days before beyond chance (joint test of equality, p = 0.0098, adjusted for 2 columns).",
      caveats: [
        "In the segment “above 70” of interactions of the three days before, user 1481 alone makes 57.1% of the estimate's variance; without them it would be about −2.48 interactions.",
      ],
    },
    {
      column: "is_video_author",
      label: "authorship",
      kind: "baseline",
      window: "before entry",
      unit: "0 or 1",
      cut: "one segment a value",
      cutPoints: [],
      adjusted: true,
      notKnown: 0,
      segments: [
        { segment: "no", ...part(-1.7312, 0.28) },
        { segment: "yes", ...notEvaluated("none of its 41 user-days is treated") },
      ],
      difference: null,
      adjustedPValue: null,
      sentence:
        "Only one of the 2 segments of authorship could be evaluated, so they are not held against each other.",
      caveats: [],
    },
  ],
};

/** Nine weeks, the third of them too thin. */
export const effectByPeriod: EffectByPeriod = {
  estimator,
  level: 0.95,
  reason: null,
  weeks: 1,
  periods: Array.from({ length: 9 }, (_, week) => {
    const day = (log: number) => new Date(Date.UTC(2020, 6, 5 + log)).toISOString().slice(0, 10);
    return {
      from: day(7 * week),
      to: day(7 * week + 6),
      ...(week === 2
        ? notEvaluated("4 users have a treated day in it; at least 10 are needed")
        : part(-1.7 + 0.6 * Math.sin(week), 0.62)),
    };
  }),
  difference: { statistic: 0.51, degrees: [7, 1_404], pValue: 0.8274 },
  sentence:
    "The data do not show that the effect varies between the 9 calendar weeks of treatment (joint test of equality, p = 0.83); that is no proof that it is the same.",
};
