import type { StudyResult } from "../../src/study/schemas/result-schema.js";
import { fixtureResult, sealedResult } from "./fixture-result.js";
import { feedback, modelChecks, support, weightDetail } from "./full-result-parts.js";
import { doseResponse, horizon } from "./result-curves.js";
import { effectByPeriod, segments } from "./result-segments.js";
import { surrogate } from "./result-surrogate.js";

// The made-up study with every further part that a result may hold; all numbers are written down or follow from a rule.

type Check = NonNullable<StudyResult["falsification"]>[number];
type Row = Check["rows"][number];

const row = (item: string, estimate: number, standardError: number | null, more: Partial<Row> = {}): Row => ({
  item,
  estimate,
  standardError,
  lower: standardError === null ? null : estimate - 1.959964 * standardError,
  upper: standardError === null ? null : estimate + 1.959964 * standardError,
  pValue: null,
  rows: 24_318,
  ...more,
});

const check = (part: Omit<Check, "unit" | "evaluated" | "source"> & Partial<Check>): Check => ({
  unit: "interactions",
  evaluated: true,
  source: "A made-up source (2020)",
  ...part,
});

const simulated = (deviation: number, coverage: number): NonNullable<Row["simulated"]> => ({
  truth: -1.7106,
  monteCarloError: 0,
  chanceError: 0.0714,
  deviation,
  coverage,
  coverageError: 0.0436,
  replicates: 50,
});

const sweep: Check = check({
  name: "truncationSweep",
  label: "Truncation of weights",
  standing: "sensitivity",
  expected: "a slow drift towards the unadjusted difference",
  sentence: "The weighted difference is -1.68 without truncation and -1.34 with weights truncated.",
  rows: [0, 0.005, 0.01, 0.025, 0.05].map((share, i) =>
    row(
      share === 0
        ? "no truncation"
        : `weights truncated at their ${share} and ${1 - share} quantiles (${Math.round(2 * share * 24_318)} rows moved)`,
      -1.6841 + 0.0857 * i,
      0.2894 - 0.0087 * i,
      {
        truncation: {
          share,
          moved: Math.round(2 * share * 24_318),
          effective: 18_902.4 + 640 * i,
        },
      },
    ),
  ),
});

export const falsification: readonly Check[] = [
  check({
    name: "pastOutcome",
    label: "Past outcome",
    standing: "gate",
    expected: "0: treatment cannot reach what lies before it",
    sentence:
      "Weighted as in the analysis, the outcome of days -6 to -4 differs by 0.08 between treated and untreated rows; 1,204 of 24,318 rows have no such past.",
    rows: [row("outcome of days -6 to -4", 0.0812, 0.1904, { pValue: 0.6698, rows: 23_114 })],
  }),
  check({
    name: "agreement",
    label: "Agreement of estimators",
    standing: "gate",
    expected: "0: they estimate the same number from the same rows",
    sentence: "The other adjusted estimators do not contradict the primary one. They share its confounding.",
    rows: [
      row("Inverse probability weighting minus primary", 0.0471, 0.1212, {
        lower: null,
        upper: null,
        pValue: 0.9,
      }),
      row("Standardisation minus primary", -0.0707, 0.0604, { lower: null, upper: null, pValue: 0.48 }),
    ],
  }),
  check({
    name: "adjustmentLadder",
    label: "What did the adjusting",
    standing: "display",
    expected: "a reader sees what moves the estimate",
    sentence:
      "Adjusted for nothing the difference is 4.81, for the calendar alone 4.62, for the past alone -1.69.",
    rows: [
      row("nothing", 4.8132, 0.3127),
      row("the calendar alone", 4.6204, 0.3098),
      row("the user's past and background alone", -1.6934, 0.2541),
      row("both, as the question says", -1.7312, 0.2503),
    ],
  }),
  check({
    name: "plasmode",
    label: "Simulated outcomes on these rows",
    standing: "gate",
    expected: "0 on average, with the truth inside as many intervals as they promise",
    sentence:
      "Where the truth is known, the primary estimator misses it by 0.12 of its standard errors on average, and 94% of its intervals hold it. 50 outcomes were simulated.",
    rows: [
      row("Augmented inverse probability weighting", 0.0311, 0.2581, { simulated: simulated(0.2516, 0.94) }),
      row("Inverse probability weighting", -0.0904, 0.2702, { simulated: simulated(0.2731, 0.92) }),
    ],
  }),
  check({
    name: "placeboTreatment",
    label: "Placebo treatment",
    standing: "display",
    expected: "0 on average over the draws",
    sentence:
      "200 treatments drawn from the fitted propensity differ by 0.01 on average; the real one lies outside.",
    rows: [
      row("mean of 200 draws", 0.0113, 0.0105, { lower: -0.291, upper: 0.304, pValue: 0.28 }),
      row("the real treatment, same weights", -1.6841, null, { pValue: 0.005 }),
    ],
  }),
  check({
    name: "placeboLead",
    label: "Feedback: tomorrow's treatment and today",
    standing: "display",
    expected: "not 0 wherever treatment answers to what users did",
    evaluated: false,
    sentence: "no analysis row has a day after it with a known treatment",
    rows: [],
  }),
  check({
    name: "leaveOneColumnOut",
    label: "Each adjustment column left out",
    standing: "sensitivity",
    expected: "small moves",
    sentence:
      "Of the 3 adjustment columns, leaving out lag_1_interactions moves the estimate most: by 0.61 (2.44 standard errors).",
    rows: [
      row("without register_days", -1.7288, 0.2511),
      row("without lag_1_interactions", -1.1204, 0.2607),
      row("without is_video_author", -1.7309, 0.2504),
    ],
  }),
  sweep,
];

const covariates = [...new Set(fixtureResult.balance.map((row) => row.covariate))];
const overall = (covariate: string, sample: "unweighted" | "weighted"): number =>
  fixtureResult.balance.find((row) => row.covariate === covariate && row.sample === sample)
    ?.standardizedMeanDifference ?? 0;

/** Around the overall difference, with a wave of its own a covariate; the fourth day has no untreated rows. */
const balanceByDay: StudyResult["balanceByDay"] = {
  days: fixtureResult.dailyRates.map(({ date }, day) => ({
    date,
    treated: 120,
    control: day === 3 ? 0 : 270,
  })),
  covariates: covariates.map((covariate, c) => {
    const around = (sample: "unweighted" | "weighted", size: number) =>
      fixtureResult.dailyRates.map((_, day) =>
        day === 3 ? null : Number((overall(covariate, sample) + size * Math.sin(0.7 * day + c)).toFixed(4)),
      );
    return { covariate, unweighted: around("unweighted", 0.12), weighted: around("weighted", 0.07) };
  }),
};

const balanceDetail: StudyResult["balanceDetail"] = {
  distributions: covariates.map((covariate, c) => ({
    covariate,
    unweighted: {
      varianceRatio: c % 3 === 0 ? null : 1.9 - 0.07 * c,
      kolmogorovSmirnov: 0.21 - 0.008 * c,
    },
    weighted: {
      varianceRatio: c % 3 === 0 ? null : c === 4 ? 2.31 : 1.12 - 0.01 * c,
      kolmogorovSmirnov: 0.041 - 0.001 * c,
    },
  })),
  products: {
    worst: [
      { product: `${covariates[0]}²`, unweighted: 0.4127, weighted: -0.1342 },
      { product: `${covariates[0]} × ${covariates[1]}`, unweighted: 0.3871, weighted: 0.0912 },
      { product: `${covariates[1]} × ${covariates[2]}`, unweighted: -0.2034, weighted: -0.0411 },
    ],
    examined: 217,
    beyondUnweighted: 96,
    beyondWeighted: 1,
    skipped: 0,
  },
};

/** Columns of the strengths of hidden confounders; the estimate falls with the product of both. */
const left = (ofTreatment: number, ofOutcome: number): number =>
  Number((-1.75 + 24 * Math.sqrt(ofTreatment * ofOutcome)).toFixed(4));

const sensitivity: StudyResult["sensitivity"] = {
  eValue: {
    evaluated: true,
    sentence: "To explain the estimate away, a hidden confounder needs a risk ratio of 1.41 each.",
    point: 1.41,
    interval: 1.33,
    riskRatio: 0.91,
    approximate: true,
  },
  robustness: {
    evaluated: true,
    sentence: "A linear regression with one effect for all gives -1.75 interactions (its own estimate).",
    estimate: -1.75,
    standardError: 0.25,
    partialR2: 0.004,
    value: 0.073,
    significanceValue: 0.052,
    benchmarks: [
      { column: "lag_1_interactions", ofTreatment: 0.061, ofOutcome: 0.044, estimate: left(0.061, 0.044) },
      { column: "register_days", ofTreatment: 0.012, ofOutcome: 0.003, estimate: left(0.012, 0.003) },
    ],
    contour: Array.from({ length: 81 }, (_, k) => {
      const [ofTreatment, ofOutcome] = [0.01375 * (k % 9), 0.01375 * Math.floor(k / 9)];
      return { ofTreatment, ofOutcome, estimate: left(ofTreatment, ofOutcome) };
    }),
  },
  bound: {
    evaluated: true,
    sentence: "A hidden confounder that accounts for 6.8% of both could bring the estimate itself to 0.",
    estimate: -1.75,
    standardError: 0.26,
    scale: 24,
    value: 0.068,
    significanceValue: 0.047,
    benchmarks: [
      {
        ...{
          column: "lag_1_interactions",
          ofTreatment: 0.061,
          ofOutcome: 0.044,
          estimate: left(0.061, 0.044),
        },
        ...{ lower: -3.01, upper: -0.49, confidenceLower: -3.6, confidenceUpper: 0.08 },
      },
    ],
    contour: Array.from({ length: 81 }, (_, k) => {
      const [ofTreatment, ofOutcome] = [0.01375 * (k % 9), 0.01375 * Math.floor(k / 9)];
      return { ofTreatment, ofOutcome, estimate: left(ofTreatment, ofOutcome) };
    }),
  },
};

const parts = {
  sensitivity,
  falsification: [...falsification],
  balanceByDay,
  balanceDetail,
  support,
  weightDetail,
  modelChecks,
  feedback,
  horizon,
  doseResponse,
  segments,
  effectByPeriod,
  surrogate,
};

export const fullResult: StudyResult = { ...fixtureResult, ...parts };
export const fullSealedResult: StudyResult = { ...sealedResult, ...parts };
