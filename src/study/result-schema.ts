import { z } from "zod";
import { estimatorNames } from "../results/estimator-names.js";

const verdict = z.enum(["pass", "warn", "fail", "not evaluated"]);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.number().int().nonnegative();
const finite = z.number();

const interval = z.strictObject({
  lower: finite,
  upper: finite,
  level: finite,
  method: z.string(),
});

const estimate = z
  .strictObject({
    estimand: z.string(),
    estimator: z.enum(estimatorNames),
    label: z.string(),
    role: z.enum(["primary", "adjusted", "unadjusted", "sensitivity"]),
    contrast: z.enum(["mean", "difference", "ratio"]),
    estimate: finite,
    standardError: finite,
    interval,
    arms: z.strictObject({ treated: finite, control: finite }),
    n: z.strictObject({ rows: count, units: count, clusters: count, effective: finite }),
    unit: z.string(),
  })
  .describe("One estimate of the question; intervals and errors in the unit of the outcome");

const gate = z
  .strictObject({
    name: z.string(),
    label: z.string(),
    verdict,
    value: finite.nullable().describe("null when not evaluated"),
    threshold: z.string(),
    unit: z.string(),
    sentence: z.string().describe("what was found, in plain words"),
    remedy: z.string().describe("what would mend it; empty for a pass"),
    override: z
      .string()
      .nullable()
      .describe("the written reason of the estimand file, when it overrides a failure"),
  })
  .describe("One condition under which the causal sentence may be said");

const balance = z
  .strictObject({
    covariate: z.string(),
    sample: z.enum(["unweighted", "weighted"]),
    treatedMean: finite,
    controlMean: finite,
    standardizedMeanDifference: finite,
    lower: finite.nullable().describe("simultaneous interval over covariates; null where it was not formed"),
    upper: finite.nullable(),
  })
  .describe("Balance of one covariate in one sample; means in the covariate's own unit");

const weightSummary = z.strictObject({
  arm: z.enum(["treated", "control", "all"]),
  rows: count,
  mean: finite,
  standardDeviation: finite,
  min: finite,
  q01: finite,
  median: finite,
  q99: finite,
  max: finite,
  effectiveSampleSize: finite,
  effectiveShare: finite,
  largestUserShare: finite,
  largestUser: z.string(),
});

/** Everything a run found out about one question; what reports are made of. No path, time, thread count or date of run. */
export const resultSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    slug: z.string(),
    question: z.string(),
    estimandSentence: z.string(),
    log: z.strictObject({
      source: z.string(),
      origin: z.enum(["recorded", "simulated"]),
      table: z.string(),
      firstDay: date,
      lastDay: date,
      days: count,
      gapDays: count.describe("days inside the log on which nobody was observed"),
      users: count,
      events: count,
      panelRows: count,
    }),
    treatment: z.strictObject({
      name: z.string(),
      sentence: z.string(),
      actor: z.enum(["platform", "user", "mixed"]),
      column: z.string(),
      cut: finite.describe("the number that the rule was resolved to"),
      treatedRows: count,
      controlRows: count,
    }),
    outcome: z.strictObject({ name: z.string(), unit: z.string(), window: z.string(), sentence: z.string() }),
    adjustment: z.strictObject({
      reason: z.string(),
      terms: z.array(
        z.strictObject({
          column: z.string(),
          as: z.string(),
          kind: z.string(),
          window: z.string(),
          unit: z.string(),
        }),
      ),
      dropped: z.array(z.string()).describe("terms left out as exactly collinear"),
    }),
    headline: z.strictObject({
      verdict,
      reading: z.enum(["causal", "association only"]),
      sentence: z.string(),
      caveats: z.array(z.string()),
      assumptions: z.array(z.string()),
    }),
    attrition: z.array(z.strictObject({ step: z.string(), rows: count, users: count })),
    estimates: z.array(estimate),
    truth: z
      .strictObject({ estimate: finite, monteCarloError: finite, users: count, userDays: count, seed: count })
      .nullable()
      .describe("known answer of a simulated log; null for a recorded one"),
    gates: z.array(gate),
    balance: z.array(balance),
    overlap: z.strictObject({
      bins: z.array(z.strictObject({ from: finite, to: finite, treated: count, control: count })),
      lowest: finite,
      highest: finite,
      shareOutside: finite.describe("share of rows with a propensity outside the bounds"),
      bounds: z.tuple([finite, finite]),
    }),
    weights: z.array(weightSummary),
    weightsByDay: z.array(z.strictObject({ date, rows: count, mean: finite, lower: finite, upper: finite })),
    dailyRates: z.array(
      z.strictObject({
        date,
        atRisk: count,
        activeRate: finite,
        treatmentRate: finite.nullable().describe("among available user-days; null when there were none"),
        outcomeMean: finite.nullable(),
      }),
    ),
    readiness: z.array(
      z.strictObject({ check: z.string(), value: finite, threshold: z.string(), passes: z.boolean() }),
    ),
    audit: z.array(
      z.strictObject({
        table: z.string(),
        check: z.string(),
        rows: count,
        share: finite,
        action: z.enum(["kept", "dropped", "repaired", "noted"]),
        sentence: z.string(),
      }),
    ),
  })
  .describe("Result of one question (result.json), version 1");

export type StudyResult = z.infer<typeof resultSchema>;
