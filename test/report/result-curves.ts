import type { StudyResult } from "../../src/study/schemas/result-schema.js";

// Curve and levels of the made-up study; numbers are written down or follow from a rule.

type Horizon = NonNullable<StudyResult["horizon"]>;
type DoseResponse = NonNullable<StudyResult["doseResponse"]>;

const around = (estimate: number, standardError: number) => ({
  estimate,
  standardError,
  lower: estimate - 1.96 * standardError,
  upper: estimate + 1.96 * standardError,
  bandLower: estimate - 2.3 * standardError,
  bandUpper: estimate + 2.3 * standardError,
});

/** Over days 1 to 3; the last point is the primary estimate of the fixture. */
export const horizon: Horizon = {
  evaluated: true,
  sentence: "The difference between treated and untreated days is −0.90 interactions on day 1.",
  step: "day",
  level: 0.95,
  points: [
    [-0.9014, -0.9014],
    [-1.4127, -0.5113],
    [-1.7312, -0.3185],
  ].map(([cumulative, own], k) => ({
    steps: k + 1,
    cumulative: around(cumulative!, 0.11 * (k + 1)),
    own: around(own!, 0.12),
  })),
};

const ranges = [
  [1, 1],
  [2, 5],
  [6, 15],
  [16, 24],
  [25, 310],
] as const;

const test = (arm: "treated" | "control", levels: number, adjusted: number) => ({
  arm,
  levels,
  statistic: 1.2,
  degrees: [levels - 1, 800] as [number, number],
  pValue: adjusted / 2,
  adjusted,
  differ: false,
});

/** Five levels, the last two treated, that do not differ on their sides, nor in the past. */
export const doseResponse: DoseResponse = {
  evaluated: true,
  sentence: "From the level just below the cut to the one just above it the adjusted mean changes by −1.9.",
  caveat: "Levels of the dose are versions of the treatment, and users choose them.",
  dose: "interactions",
  unit: "interactions",
  level: 0.95,
  levels: ranges.map(([from, to], k) => {
    const { estimate, ...ends } = around(24.1 - (k >= 3 ? 1.9 : 0) + 0.05 * k, 0.31 + 0.02 * k);
    return {
      from,
      to,
      arm: k >= 3 ? ("treated" as const) : ("control" as const),
      rows: k >= 3 ? 3_410 : 5_832,
      users: 700 - 20 * k,
      effective: 2_100.4 - 90 * k,
      meanDose: (from + to) / 2,
      mean: estimate,
      ...ends,
      step:
        k === 0 ? null : { estimate: k === 3 ? -1.85 : 0.05, standardError: 0.4, lower: -2.8, upper: 1.1 },
    };
  }),
  tests: [test("control", 3, 0.41), test("treated", 2, 0.83)],
  past: {
    evaluated: true,
    sentence: "In the outcome of days -6 to -4 levels on one side are not seen to differ.",
    rows: 23_114,
    means: ranges.map((_, k) => ({ mean: 21 + 0.1 * k, standardError: 0.3 })),
    tests: [test("control", 3, 0.62), test("treated", 2, 0.62)],
  },
};

/** What a question has that asks about no sum, by a rule that cuts no dose. */
export const noCurves = {
  horizon: {
    ...horizon,
    evaluated: false,
    sentence: "Not evaluated: the outcome is a mean.",
    points: [],
  },
  doseResponse: {
    ...doseResponse,
    evaluated: false,
    sentence: "Not evaluated: the treatment is a run of days.",
    caveat: "",
    levels: [],
    tests: [],
    past: { evaluated: false, sentence: "", rows: 0, means: [], tests: [] },
  },
} satisfies Pick<StudyResult, "horizon" | "doseResponse">;
