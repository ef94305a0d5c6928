import type { Evidence, InterferenceEvidence, PlaceboLeadEvidence } from "../../src/study/gates/gate.js";

/** Evidence on which every gate passes that can be evaluated; tests change one thing at a time. */
export const soundEvidence: Evidence = {
  comparison: "After weighting",
  balance: [
    { covariate: "lag_1_interactions", standardizedMeanDifference: 0.03, lower: -0.02, upper: 0.08 },
    { covariate: "register_days", standardizedMeanDifference: -0.05, lower: -0.1, upper: 0.01 },
  ],
  balanceFault: "",
  adjustedFor: { history: 3, baseline: 1, calendar: 1, byPrimary: true },
  users: { treated: 250, control: 290, several: 280, never: 30, always: 10 },
  days: { days: 30, thinDays: 0, thinShare: 0, emptyDays: 0, emptyShare: 0 },
  noWeights: null,
  overlap: { shareOutside: 0.01, bounds: [0.025, 0.975], lowest: 0.02, highest: 0.9 },
  groups: { groups: [], share: 0, tried: 400 },
  arms: { treated: { share: 0.7, effectiveUsers: 200 }, control: { share: 0.9, effectiveUsers: 300 } },
  meanWeight: { mean: 1.01, lower: 0.98, upper: 1.04, worstDay: null },
  largestUser: { user: "17", arm: "treated", share: 0.02 },
  dominatingRow: { user: "23", date: "2020-07-12", share: 0.1, reason: "" },
  fixedQuota: {
    users: 300,
    meanRowsPerUser: 400,
    coefficientOfVariation: 0.5,
    catalogue: 3327,
    shareAtCatalogue: 0,
    bound: false,
    judged: true,
    sentence: "Rows per user are not fixed by how this log was collected.",
  },
  countColumns: ["interactions"],
  clusters: 300,
  actor: "platform",
  pastOutcome: {
    days: "days -6 to -4",
    rows: 9_000,
    lostRows: 1_000,
    pValue: 0.4,
    difference: 0.2,
    inDeviations: 0.01,
    written: "0.20",
    interval: "−0.27 to 0.67",
    detectable: 0.7,
    mark: 3.7,
    unit: "interactions",
  },
  plasmode: {
    bias: 0.1,
    meanError: 1,
    monteCarloError: 0,
    chanceError: 0.2,
    coverage: 0.94,
    coverageError: 0.04,
    level: 0.95,
    replicates: 50,
  },
  interference: { reason: "the question declares no group of users who may bear on each other" },
  placeboLead: null,
  agreement: [{ label: "Standardisation (g-formula)", relativeDifference: 0.1, adjusted: 0.6 }],
};

/** Users of declared groups who do not bear on each other. */
export const groupedEvidence: InterferenceEvidence = {
  group: "city",
  groups: 30,
  rows: 5_000,
  pValue: 0.4,
  share: 0.4,
  written: "0.10",
  interval: "−0.13 to 0.33",
  inDeviations: 0.01,
  detectable: 0.4,
  mark: 3.7,
  unit: "interactions",
};

/** Days before treated days like days before others. */
export const leadEvidence: PlaceboLeadEvidence = {
  column: "interactions",
  rows: 8_000,
  pValue: 0.4,
  inDeviations: 0.01,
  written: "0.10",
  interval: "−0.13 to 0.33",
  detectable: 0.4,
  mark: 1.2,
  unit: "interactions",
};

/** What a quota-bound log says of itself. */
export const boundQuota: Evidence["fixedQuota"] = {
  ...soundEvidence.fixedQuota,
  coefficientOfVariation: 0.002,
  bound: true,
  sentence: "Rows per user are fixed by how this log was collected (3,314 ± 7 rows a user).",
};
