import type { Reproduction } from "../../src/report/reproduction.js";
import type { StudyResult } from "../../src/study/schemas/result-schema.js";

// A made-up study of 600 users over 63 days. No number comes from a log; all are written down or drawn from `drawer`.

/** Uniform draws in [-1, 1) from a linear congruential generator (Numerical Recipes' constants). */
function drawer(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

const days = 63;
const dateOf = (day: number): string =>
  new Date(Date.UTC(2020, 6, 5) + day * 86_400_000).toISOString().slice(0, 10);
const rounded = (value: number, digits = 6): number => Number(value.toFixed(digits));

const unit = "interactions";
const method = "normal, clustered by user";

type Estimate = StudyResult["estimates"][number];
const estimate = (
  row: Pick<Estimate, "estimator" | "label" | "role" | "estimate" | "standardError"> & {
    readonly control: number;
    readonly effective: number;
  },
): Estimate => ({
  estimand: "high-intensity-future-interactions",
  estimator: row.estimator,
  label: row.label,
  role: row.role,
  contrast: "difference",
  estimate: row.estimate,
  standardError: row.standardError,
  interval: {
    lower: row.estimate - 1.959964 * row.standardError,
    upper: row.estimate + 1.959964 * row.standardError,
    level: 0.95,
    method,
  },
  arms: { treated: row.control + row.estimate, control: row.control },
  n: { rows: 24_318, units: 597, clusters: 597, effective: row.effective },
  unit,
});

const estimates: StudyResult["estimates"] = [
  {
    estimator: "naive",
    label: "Unadjusted difference",
    role: "unadjusted",
    estimate: 4.8132,
    standardError: 0.3127,
    control: 22.94,
    effective: 24_318,
  },
  {
    estimator: "ipw",
    label: "Inverse probability weighting",
    role: "adjusted",
    estimate: -1.6841,
    standardError: 0.2894,
    control: 24.71,
    effective: 18_902.4,
  },
  {
    estimator: "ipwTruncated",
    label: "Inverse probability weighting, weights truncated at their 0.01 and 0.99 quantiles",
    role: "sensitivity",
    estimate: -1.5127,
    standardError: 0.2719,
    control: 24.66,
    effective: 20_117.9,
  },
  {
    estimator: "standardisation",
    label: "Standardisation (g-formula)",
    role: "adjusted",
    estimate: -1.8019,
    standardError: 0.2412,
    control: 24.75,
    effective: 24_318,
  },
  {
    estimator: "aipw",
    label: "Augmented inverse probability weighting (doubly robust)",
    role: "primary",
    estimate: -1.7312,
    standardError: 0.2503,
    control: 24.72,
    effective: 18_902.4,
  },
].map((row) => estimate(row as Parameters<typeof estimate>[0]));

const covariates: readonly (readonly [
  name: string,
  kind: string,
  window: string,
  unit: string,
  smd: number,
  mean: number,
])[] = [
  ["prior_3day_interactions", "history", "days -3 to -1", "interactions", 0.912, 27.4],
  ["lag_1_interactions", "history", "day -1", "interactions", 0.781, 9.6],
  ["prior_3day_total_play_duration_sec", "history", "days -3 to -1", "seconds", 0.706, 284.2],
  ["lag_1_total_play_duration_sec", "history", "day -1", "seconds", 0.615, 97.1],
  ["prior_3day_active_day", "history", "days -3 to -1", "days", 0.388, 2.11],
  ["lag_1_active_day", "history", "day -1", "days", 0.243, 0.73],
  ["prior_3day_high_watch_share", "history", "days -3 to -1", "share", 0.117, 0.94],
  ["lag_1_avg_watch_ratio", "history", "day -1", "ratio", -0.032, 0.71],
  ["register_days", "baseline", "before entry", "days", 0.094, 221.8],
  ["is_video_author", "baseline", "before entry", "0 or 1", 0.041, 0.14],
  ["day_of_week_2", "calendar", "day 0", "", -0.018, 0.142],
  ["day_of_week_3", "calendar", "day 0", "", -0.011, 0.143],
  ["day_of_week_4", "calendar", "day 0", "", 0.007, 0.141],
  ["day_of_week_5", "calendar", "day 0", "", 0.012, 0.143],
  ["day_of_week_6", "calendar", "day 0", "", 0.052, 0.146],
  ["day_of_week_7", "calendar", "day 0", "", 0.064, 0.148],
  ["log_day_spline_1", "calendar", "day 0", "days", -0.104, 31.2],
  ["log_day_spline_2", "calendar", "day 0", "days", -0.087, 0.31],
  ["log_day_spline_3", "calendar", "day 0", "days", -0.061, 0.28],
  ["log_day_spline_4", "calendar", "day 0", "days", 0.022, 0.21],
];

function balance(): StudyResult["balance"] {
  const draw = drawer(11);
  return covariates.flatMap(([covariate, , , , smd, mean]) => {
    const after = rounded(draw() * 0.028 + smd * 0.02);
    const half = rounded(0.031 + Math.abs(draw()) * 0.012);
    return [
      {
        covariate,
        sample: "unweighted" as const,
        treatedMean: rounded(mean * (1 + smd / 3)),
        controlMean: mean,
        standardizedMeanDifference: smd,
        lower: null,
        upper: null,
      },
      {
        covariate,
        sample: "weighted" as const,
        treatedMean: rounded(mean * (1 + after / 3)),
        controlMean: mean,
        standardizedMeanDifference: after,
        lower: rounded(after - half),
        upper: rounded(after + half),
      },
    ];
  });
}

function overlap(): StudyResult["overlap"] {
  const bins = Array.from({ length: 40 }, (_, i) => {
    const [from, to] = [rounded(i / 40, 4), rounded((i + 1) / 40, 4)];
    const p = (i + 0.5) / 40;
    const density = 12_000 * p ** 1.6 * (1 - p) ** 3.4;
    return { from, to, treated: Math.round(density * p), control: Math.round(density * (1 - p)) };
  });
  return { bins, lowest: 0.0193, highest: 0.9124, shareOutside: 0.0071, bounds: [0.025, 0.975] };
}

function dailyRates(): StudyResult["dailyRates"] {
  const draw = drawer(5);
  return Array.from({ length: days }, (_, day) => {
    const weekend = [0, 6].includes(new Date(Date.UTC(2020, 6, 5 + day)).getUTCDay()) ? 1 : 0;
    return {
      date: dateOf(day),
      atRisk: 600,
      activeRate: rounded(0.69 + 0.04 * weekend - 0.0006 * day + 0.018 * draw()),
      treatmentRate: rounded(0.29 + 0.025 * weekend - 0.0004 * day + 0.02 * draw()),
      outcomeMean:
        day < days - 3
          ? rounded(25.1 + 1.1 * Math.sin((2 * Math.PI * day) / 7) - 0.03 * day + 0.5 * draw())
          : null,
    };
  });
}

function weightsByDay(): StudyResult["weightsByDay"] {
  const draw = drawer(3);
  return Array.from({ length: days - 6 }, (_, i) => {
    const mean = rounded(1 + 0.018 * draw());
    const half = rounded(0.034 + 0.008 * Math.abs(draw()));
    return {
      date: dateOf(i + 3),
      rows: 427 - Math.round(i / 4),
      mean,
      lower: rounded(mean - half),
      upper: rounded(mean + half),
    };
  });
}

type Gate = StudyResult["gates"][number];
const passing = (gate: Pick<Gate, "name" | "label" | "value" | "threshold" | "unit" | "sentence">): Gate => ({
  ...gate,
  verdict: "pass",
  remedy: "",
  override: null,
});

const gates: StudyResult["gates"] = [
  passing({
    name: "balance",
    label: "Balance",
    value: 0.041,
    unit: "SD",
    threshold: "fails above 0.2, or above 0.1 when its interval excludes 0.1",
    sentence: "The largest of 20 weighted differences is 0.041 SD, in log_day_spline_1.",
  }),
  passing({
    name: "positivity",
    label: "Positivity",
    value: 0.0071,
    unit: "share of user-days",
    threshold: "warns above 0.05, fails above 0.2",
    sentence: "0.7% of user-days have a propensity outside 0.025 to 0.975.",
  }),
  passing({
    name: "effectiveSampleSize",
    label: "Effective sample size",
    value: 0.777,
    unit: "of user-days",
    threshold: "warns under 0.2, fails under 0.05",
    sentence: "24,318 weighted user-days carry as much information as 18,902 unweighted ones.",
  }),
  passing({
    name: "meanWeight",
    label: "Mean weight",
    value: 0.002,
    unit: "distance from 1",
    threshold: "warns when it differs from 1 by more than 0.1 and its interval excludes 1",
    sentence: "The mean stabilised weight is 1.002.",
  }),
  passing({
    name: "largestUser",
    label: "Heaviest user",
    value: 0.0061,
    unit: "of all weight",
    threshold: "fails above 0.1",
    sentence: "User 318 carries 0.6% of all weight, more than any other.",
  }),
  passing({
    name: "dominatingRow",
    label: "Dominating row",
    value: 0.09,
    unit: "standard errors",
    threshold: "fails above 0.5",
    sentence: "No single user-day moves the estimate by more than 0.09 standard errors.",
  }),
  passing({
    name: "fixedQuota",
    label: "Fixed quota",
    value: 0.412,
    unit: "coefficient of variation",
    threshold: "fails under 0.05",
    sentence: "Rows per user vary enough: how the log was collected does not fix them.",
  }),
];

/** The made-up study whose gates all pass, on a simulated log. */
export const fixtureResult: StudyResult = {
  schemaVersion: 1,
  slug: "high-intensity-future-interactions",
  question: "Does a day of many recommended videos change how much people watch over the next three days?",
  estimandSentence:
    "Among active days with full history, this asks by how much the sum of interactions over the following 3 days would change, on average over user-days, with interactions of at least 16 rather than interactions below 16 on the day, later days taking their natural course.",
  log: {
    source: "kuairec",
    origin: "simulated",
    table: "small_matrix",
    firstDay: dateOf(0),
    lastDay: dateOf(days - 1),
    days,
    gapDays: 0,
    users: 600,
    events: 262_481,
    panelRows: 37_800,
  },
  treatment: {
    name: "interactions at least 16",
    sentence: "A day is treated when interactions are at least 16, among active days.",
    actor: "platform",
    column: "interactions",
    cut: 16,
    treatedRows: 6_912,
    controlRows: 17_406,
  },
  outcome: {
    name: "future_3day_interactions",
    unit,
    window: "days 1 to 3",
    sentence: "Sum of interactions over the following 3 days.",
  },
  adjustment: {
    reason:
      "What the platform and the user bring into a day is summed up by the user's activity, volume, watching time and watching quality of the days before; tenure and authorship stand for lasting differences between users, the calendar for what all users share on a day.",
    terms: covariates
      .filter(([column]) => !/_[3-7]$|_spline_[2-4]$/.test(column))
      .map(([column, kind, window, termUnit]) => {
        if (column === "day_of_week_2")
          return { column: "day_of_week", as: "factor", kind, window, unit: "day of the week" };
        if (column === "log_day_spline_1")
          return {
            column: "log_day",
            as: "natural spline, 4 degrees of freedom",
            kind,
            window,
            unit: "days",
          };
        return { column, as: "linear", kind, window, unit: termUnit };
      }),
    dropped: [],
  },
  headline: {
    verdict: "pass",
    reading: "causal",
    sentence:
      "A day of 16 or more interactions lowers interactions over the next three days by 1.73 (95% interval 1.24 to 2.22), among active days, later days taking their natural course.",
    caveats: [
      "The plain comparison says +4.81: pushed days fall on users who are busy anyway.",
      "This log is simulated; it shows that the method works, not what people do.",
    ],
    assumptions: [
      "Everything that moves both the treatment and the outcome is in the adjustment set.",
      "Being active on a day comes before the day's intensity and shares no unmeasured cause with it, given the history.",
      "One user's feed does not change another's.",
      "The propensity model or the outcome model is right.",
    ],
  },
  attrition: [
    { step: "User-days in the panel", rows: 37_800, users: 600 },
    { step: "Active on the day", rows: 26_093, users: 599 },
    { step: "Three full days of history", rows: 25_471, users: 599 },
    { step: "Three full days to come", rows: 24_318, users: 597 },
  ],
  estimates,
  truth: { estimate: -1.7028, monteCarloError: 0.0171, users: 20_000, userDays: 811_204, seed: 77 },
  gates,
  balance: balance(),
  balanceDetail: null,
  falsification: [],
  sensitivity: {
    eValue: {
      evaluated: false,
      sentence: "The outcome has no E-value here.",
      point: null,
      interval: null,
      riskRatio: null,
      approximate: false,
    },
    robustness: {
      evaluated: false,
      sentence: "There is no linear companion.",
      estimate: null,
      standardError: null,
      partialR2: null,
      value: null,
      significanceValue: null,
      benchmarks: [],
      contour: [],
    },
    bound: {
      evaluated: false,
      sentence: "The primary estimator has no such bound.",
      estimate: null,
      standardError: null,
      scale: null,
      value: null,
      significanceValue: null,
      benchmarks: [],
      contour: [],
    },
  },
  support: { equipoise: null, commonSupport: null, byDay: [], groups: [], groupShare: 0, tried: 0 },
  modelChecks: { propensity: null, outcome: null, naturalCourse: null },
  feedback: {
    evaluated: false,
    sentence: "No analysis row follows another one.",
    weighted: false,
    rows: 0,
    confounders: [],
  },
  overlap: overlap(),
  weights: [
    {
      arm: "treated",
      rows: 6_912,
      mean: 1.004,
      standardDeviation: 0.611,
      min: 0.291,
      q01: 0.334,
      median: 0.842,
      q99: 3.21,
      max: 7.94,
      effectiveSampleSize: 5_044.2,
      effectiveShare: 0.7298,
      largestUserShare: 0.0112,
      largestUser: "318",
    },
    {
      arm: "control",
      rows: 17_406,
      mean: 1.001,
      standardDeviation: 0.371,
      min: 0.721,
      q01: 0.729,
      median: 0.918,
      q99: 2.44,
      max: 8.11,
      effectiveSampleSize: 15_303.7,
      effectiveShare: 0.8792,
      largestUserShare: 0.0049,
      largestUser: "74",
    },
    {
      arm: "all",
      rows: 24_318,
      mean: 1.002,
      standardDeviation: 0.452,
      min: 0.291,
      q01: 0.403,
      median: 0.904,
      q99: 2.73,
      max: 8.11,
      effectiveSampleSize: 20_203.1,
      effectiveShare: 0.8308,
      largestUserShare: 0.0061,
      largestUser: "318",
    },
  ],
  weightsByDay: weightsByDay(),
  dailyRates: dailyRates(),
  readiness: [
    { check: "users in the panel", value: 600, threshold: "at least 50", passes: true },
    { check: "median active days of a user", value: 44, threshold: "at least 7", passes: true },
    { check: "calendar days", value: 63, threshold: "at least 30", passes: true },
    {
      check: "share of user-days with high intensity",
      value: 0.1829,
      threshold: "between 0.01 and 0.99",
      passes: true,
    },
    {
      check: "share of user-days with high watch exposure",
      value: 0.3451,
      threshold: "between 0.01 and 0.99",
      passes: true,
    },
    { check: "share of rows with a 3-day future", value: 0.9524, threshold: "at least 0.8", passes: true },
    { check: "share of rows with a 7-day future", value: 0.8889, threshold: "at least 0.7", passes: true },
    { check: "largest share of missing values in a lagged column", value: 0, threshold: "0", passes: true },
  ],
  audit: [
    {
      table: "small_matrix",
      check: "rows_read",
      rows: 273_013,
      share: 1,
      action: "noted",
      sentence: "Rows read from the interaction table.",
    },
    {
      table: "small_matrix",
      check: "rows_without_date",
      rows: 10_532,
      share: 0.0386,
      action: "dropped",
      sentence: "Rows without time, date and timestamp; they stay in the event table and in no user-day.",
    },
    {
      table: "small_matrix",
      check: "watch_ratio_above_5",
      rows: 1_204,
      share: 0.0044,
      action: "kept",
      sentence: "Watch ratios above 5; kept as they are, capped only in watch_ratio_capped_5.",
    },
    {
      table: "user_features",
      check: "rows_read",
      rows: 600,
      share: 1,
      action: "noted",
      sentence: "Rows read from the user table.",
    },
    {
      table: "user_features",
      check: "missing_onehot",
      rows: 12,
      share: 0.02,
      action: "noted",
      sentence: "Users without one or more encrypted features; none is used here.",
    },
  ],
};

const sealed: Gate = {
  name: "balance",
  label: "Balance",
  verdict: "fail",
  value: 0.274,
  unit: "SD",
  threshold: "fails above 0.2, or above 0.1 when its interval excludes 0.1",
  sentence: "After weighting, prior_3day_interactions still differs by 0.274 SD.",
  remedy: "Let the column enter the propensity model as a spline, or compare only where both arms occur.",
  override: null,
};

const quota: Gate = {
  name: "fixedQuota",
  label: "Fixed quota",
  verdict: "fail",
  value: 0.0021,
  unit: "coefficient of variation",
  threshold: "fails under 0.05",
  sentence:
    "Rows per user are fixed by how this log was collected: more today is fewer later with no cause at all.",
  remedy: "Ask about an outcome that is no count, or use a log without a quota.",
  override: null,
};

/** The same study on a recorded log with two failed gates, a warning and one not evaluated: the causal sentence is sealed. */
export const sealedResult: StudyResult = {
  ...fixtureResult,
  slug: "sealed-question",
  log: { ...fixtureResult.log, origin: "recorded", gapDays: 2 },
  truth: null,
  treatment: { ...fixtureResult.treatment, actor: "mixed" },
  headline: {
    verdict: "fail",
    reading: "association only",
    sentence:
      "No effect can be claimed: days of 16 or more interactions were followed by 4.81 more interactions over three days (95% interval 4.20 to 5.43), but this log cannot say why.",
    caveats: ["The treatment is what users did, not what was served."],
    assumptions: fixtureResult.headline.assumptions,
  },
  gates: [
    sealed,
    {
      ...gates[1]!,
      verdict: "warn",
      value: 0.081,
      sentence: "8.1% of user-days have a propensity outside 0.025 to 0.975.",
      remedy: "Leave out user-days that could only go one way, and say so.",
    },
    ...gates.slice(2, 5),
    {
      ...gates[5]!,
      verdict: "not evaluated",
      value: null,
      sentence: "Not evaluated: the primary estimator does not weight.",
      remedy: "",
    },
    quota,
  ],
  balance: fixtureResult.balance.map((row, i) =>
    i === 1 ? { ...row, standardizedMeanDifference: 0.274, lower: 0.221, upper: 0.327 } : row,
  ),
};

export const fixtureReproduction: Reproduction = {
  command:
    "npx counterday simulate --users 600 --days 63 --seed 20200705 --out data\nnpx counterday run high-intensity-future-interactions --archive data/18164998.zip",
  estimand: {
    question: fixtureResult.question,
    outcome: "future_3day_interactions",
    primary: "aipw",
    effect: "ATE",
  },
  estimandHash: "5f2c8a1be0937d64c1f8e2a7405bd93610aa4ef27c6d8b95e3f1027da684cb39",
  panelHash: "c0a9d4471e6f83b25d7710e8f39bca42a5d86e01f74c92b3580de6a17f9b2c64",
  sources: [
    { name: "KuaiRec 2.0/data/small_matrix.csv", bytes: 21_904_113, crc32: "8f31c02d" },
    { name: "KuaiRec 2.0/data/user_features.csv", bytes: 88_204, crc32: "04be77a1" },
  ],
  seed: 20200705,
  versions: { counterday: "0.1.0", node: "20.20.2", duckdb: "1.5.5", "vega-lite": "6.4.3" },
};
