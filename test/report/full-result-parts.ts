import type { StudyResult } from "../../src/study/schemas/result-schema.js";
import { fixtureResult } from "./fixture-result.js";

// What says how far the made-up study can be trusted; numbers are written down or follow from a rule.

const dates = fixtureResult.dailyRates.map(({ date }) => date);
const user = (k: number): string => String(1_000 + 37 * k);

/** Bins around the diagonal; the last differs beyond chance. */
const bins = (from: number, step: number, half: number) =>
  Array.from({ length: 10 }, (_, k) => {
    const predicted = from + step * (k + 0.5);
    const difference = k === 9 ? 1.4 * half : 0.4 * half * Math.sin(k);
    return {
      from: from + step * k,
      to: from + step * (k + 0.98),
      rows: 2_432,
      predicted,
      observed: predicted + difference,
      lower: difference - half,
      upper: difference + half,
    };
  });

export const support: NonNullable<StudyResult["support"]> = {
  equipoise: { treated: 0.412, control: 0.574, all: 0.531, bounds: [0.3, 0.7] },
  commonSupport: {
    range: [0.0312, 0.9411],
    treatedOutside: 14,
    controlOutside: 92,
    shareOutside: 0.00436,
  },
  byDay: dates.map((date, day) => ({
    date,
    rows: 386,
    treated: 108,
    lowest: 0.021 + 0.001 * (day % 7),
    highest: 0.952 - 0.002 * (day % 5),
    shareOutside: day % 9 === 0 ? 0.0104 : 0,
  })),
  groups: [
    {
      name: "is_video_author = 1, register_days ≤ 12",
      scarce: "treated",
      rows: 512,
      users: 41,
      found: 3,
      expected: 143.4,
      sentence: "is_video_author = 1, register_days ≤ 12: 3 of 512 treated",
    },
  ],
  groupShare: 0.0211,
  tried: 1_384,
};

export const weightDetail: NonNullable<StudyResult["weightDetail"]> = {
  tails: (["treated", "control"] as const).flatMap((arm, a) =>
    [0.001, 0.01, 0.05, 0.1].map((heaviest, k) => ({
      arm,
      heaviest,
      rows: Math.ceil(heaviest * (a === 0 ? 6_821 : 17_497)),
      shareOfWeight: heaviest * (4 - a - 0.6 * k),
      timesMean: 5.2 - a - k,
    })),
  ),
  heaviestUsers: (["treated", "control"] as const).flatMap((arm, a) =>
    Array.from({ length: 5 }, (_, k) => ({
      arm,
      user: user(5 * a + k),
      rows: 31 - 2 * k,
      share: 0.011 - 0.001 * k,
      cumulativeShare: 0.011 * (k + 1) - 0.0005 * k * (k + 1),
    })),
  ),
  byDay: dates.map((date, day) => ({
    date,
    treatedRows: 108,
    treatedEffective: 74 + 9 * Math.sin(day),
    controlRows: day === 3 ? 0 : 278,
    controlEffective: day === 3 ? 0 : 251 + 6 * Math.cos(day),
  })),
  truncated: (["treated", "control", "all"] as const).map((arm, k) => ({
    arm,
    rows: [6_821, 17_497, 24_318][k]!,
    lowered: [201, 43, 244][k]!,
    raised: [244, 0, 244][k]!,
    meanBefore: 1.002,
    meanAfter: 0.991,
    effectiveBefore: [4_710, 15_920, 18_902][k]!,
    effectiveAfter: [5_240, 16_010, 20_118][k]!,
  })),
};

export const modelChecks: NonNullable<StudyResult["modelChecks"]> = {
  propensity: {
    sentence:
      "Over 10 groups of like prediction the observed share of treated user-days differs from the predicted one by at most 4.2 percentage points, beyond chance in 1 (intervals simultaneous over them).",
    crossFitted: false,
    bins: bins(0.03, 0.09, 0.03),
    slope: null,
    slopeError: null,
    rocArea: 0.7412,
    hosmerLemeshow: null,
  },
  outcome: {
    sentence:
      "Regressions of the outcome in each arm explain 41.2% of its variance and miss single user-days by 17.2 interactions (root mean square).",
    bins: bins(8, 4, 1.6),
    residuals: {
      rows: 24_318,
      rootMeanSquare: 17.2104,
      explained: 0.4118,
      min: -61.2,
      q01: -36.4,
      q25: -11.1,
      median: -1.3,
      q75: 9.8,
      q99: 47.7,
      max: 118.4,
      largestUser: user(4),
      largestDate: dates[9]!,
    },
  },
  naturalCourse: {
    sentence:
      "On 1 of 63 days the mean outcome is further from the predicted one than chance allows, by up to 4.1 interactions (0.18 SD).",
    days: dates.map((date, day) => {
      const predicted = 24 + 3 * Math.sin((2 * Math.PI * day) / 7);
      const difference = day === 20 ? 4.1 : 0.8 * Math.cos(2 * day);
      return {
        date,
        rows: 386,
        predicted,
        observed: predicted + difference,
        lower: day === 3 ? null : difference - 2.9,
        upper: day === 3 ? null : difference + 2.9,
      };
    }),
  },
};

export const feedback: NonNullable<StudyResult["feedback"]> = {
  evaluated: true,
  sentence:
    "Past treatment goes with today's confounders: 2 of 3 that hold the day before differ by more than 0.1 SD between days after a treated and after an untreated day.",
  weighted: true,
  rows: 19_207,
  confounders: (
    [
      ["lag_1_interactions", "day -1", "interactions", true, 1.31],
      ["prior_3day_interactions", "days -3 to -1", "interactions", true, 0.62],
      ["prior_3day_active_day", "days -3 to -1", "days", true, -0.03],
      ["lag_2_interactions", "day -2", "interactions", false, 0.01],
    ] as const
  ).map(([confounder, window, unit, movable, size]) => ({
    confounder,
    window,
    unit,
    movable,
    difference: 8.4 * size,
    standardizedMeanDifference: size,
    lower: size - 0.05,
    upper: size + 0.05,
  })),
};
