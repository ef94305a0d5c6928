import { z } from "zod";
import { estimatorNames } from "../../results/estimator-names.js";
import { balanceByDaySchema } from "./balance-by-day-schema.js";
import { balanceDetailSchema } from "./balance-detail-schema.js";
import { bootstrapSchema } from "./bootstrap-schema.js";
import { doseResponseSchema } from "./dose-response-schema.js";
import { effectByPeriodSchema } from "./effect-by-period-schema.js";
import { falsificationSchema, sensitivitySchema } from "./falsification-schema.js";
import { feedbackSchema } from "./feedback-schema.js";
import { horizonSchema } from "./horizon-schema.js";
import { jackknifeSchema } from "./jackknife-schema.js";
import { modelChecksSchema } from "./model-checks-schema.js";
import { segmentsSchema } from "./segments-schema.js";
import { supportSchema } from "./support-schema.js";
import { surrogateSchema } from "./surrogate-schema.js";
import { weightDetailSchema } from "./weight-detail-schema.js";

const text = (sentence: string) => z.string().describe(sentence);
const number = (sentence: string) => z.number().describe(sentence);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);
const date = (sentence: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .describe(sentence);

const verdict = z.enum(["pass", "warn", "fail", "not evaluated"]);

const interval = z
  .strictObject({
    lower: number("lower end, unit of the outcome"),
    upper: number("upper end, unit of the outcome"),
    level: number("coverage it aims at, between 0 and 1"),
    method: text("how it was made"),
  })
  .describe("confidence interval");

const estimate = z
  .strictObject({
    estimand: text("slug of the question"),
    estimator: z.enum(estimatorNames).describe("name of the estimator in question files"),
    label: text("name of the estimator in words"),
    role: z
      .enum(["primary", "adjusted", "unadjusted", "sensitivity"])
      .describe("primary: what the headline is about; sensitivity: shown beside it, never instead of it"),
    contrast: z.enum(["mean", "difference", "ratio"]).describe("what the estimate is of the two arm means"),
    estimate: number("treated minus untreated, unit of the outcome"),
    standardError: number(
      "clustered by user, or by user and day where the interval's method says so; nuisance models' uncertainty included",
    ),
    interval,
    arms: z
      .strictObject({
        treated: number("mean outcome had every analysis row been treated"),
        control: number("mean outcome had no analysis row been treated"),
      })
      .describe("mean outcomes, unit of the outcome"),
    n: z
      .strictObject({
        rows: count("analysis rows"),
        units: count("users with at least one analysis row"),
        clusters: count("clusters of the standard error: users, or the smaller number of users and days"),
        effective: number(
          "(sum of weights)² / sum of squared weights, added over arms; rows without weights",
        ),
      })
      .describe("how much the estimate rests on"),
    unit: text("unit of the outcome"),
  })
  .describe("One estimate of the question; intervals and errors in the unit of the outcome");

const gate = z
  .strictObject({
    name: text("name of the gate in question files"),
    label: text("name of the gate in words"),
    verdict: verdict.describe("fail withholds the causal sentence unless it is overridden"),
    value: z.number().nullable().describe("what was found; null when not evaluated"),
    threshold: text("where it warns and fails, in words"),
    unit: text("unit of the value; empty for none"),
    sentence: text("what was found, in plain words"),
    remedy: text("what would mend it; empty for a pass"),
    override: z
      .string()
      .nullable()
      .describe("the written reason of the question file, when it overrides a failure"),
  })
  .describe("One condition under which the causal sentence may be said");

const balance = z
  .strictObject({
    covariate: text("term of the adjustment set"),
    sample: z.enum(["unweighted", "weighted"]).describe("before or after weighting"),
    treatedMean: number("mean among treated rows, the covariate's own unit"),
    controlMean: number("mean among untreated rows, the covariate's own unit"),
    standardizedMeanDifference: number(
      "difference of the means over the pooled standard deviation of the unweighted sample",
    ),
    lower: z
      .number()
      .nullable()
      .describe("simultaneous interval over covariates, standard deviations; null where it was not formed"),
    upper: z.number().nullable().describe("its upper end; null where it was not formed"),
  })
  .describe("Balance of one covariate in one sample");

const weightSummary = z
  .strictObject({
    arm: z.enum(["treated", "control", "all"]).describe("which rows"),
    rows: count("rows of the arm"),
    mean: number("mean weight"),
    standardDeviation: number("standard deviation of the weights, n - 1"),
    min: number("smallest weight"),
    q01: number("0.01 quantile, type 7"),
    median: number("median weight"),
    q99: number("0.99 quantile, type 7"),
    max: number("largest weight"),
    effectiveSampleSize: number(
      "(sum of weights)² / sum of squared weights; of all rows, that of the arms added, since their means are compared",
    ),
    effectiveShare: number("effective sample size over rows"),
    largestUserShare: number("largest share of the arm's weight on one user"),
    largestUser: text("that user's id"),
  })
  .describe("Stabilised weights of one arm");

const log = z
  .strictObject({
    source: text("name of the log's source"),
    origin: z.enum(["recorded", "simulated"]).describe("whether people or a simulator made the events"),
    table: text("table of events that was read"),
    firstDay: date("first day of the log"),
    lastDay: date("last day of the log"),
    days: count("calendar days from first to last"),
    gapDays: count("days inside the log on which nobody was observed"),
    users: count("users of the panel"),
    events: count("events read, dated or not"),
    panelRows: count("user-days of the panel"),
  })
  .describe("what was read");

const treatment = z
  .strictObject({
    name: text("name of the treatment"),
    sentence: text("what a treated day is"),
    actor: z.enum(["platform", "user", "mixed"]).describe("who decides the treatment"),
    column: text("panel column that is cut"),
    cut: number("the number that the rule was resolved to: at least this much is treated"),
    treatedRows: count("treated analysis rows"),
    controlRows: count("untreated analysis rows"),
  })
  .describe("what is compared");

const outcome = z
  .strictObject({
    name: text("panel column"),
    unit: text("unit of the outcome"),
    window: text("days it speaks of, relative to the day of treatment"),
    sentence: text("what it is"),
  })
  .describe("what may respond");

const adjustment = z
  .strictObject({
    reason: text("why these are enough, as the question file says"),
    terms: z
      .array(
        z.strictObject({
          column: text("panel column"),
          as: text("how it enters the models"),
          kind: text("kind of the panel column"),
          window: text("days it speaks of, relative to the day of treatment"),
          unit: text("unit of the column"),
        }),
      )
      .describe("columns that are adjusted for"),
    dropped: z.array(z.string()).describe("terms left out as exactly collinear"),
  })
  .describe("what is held equal between treated and untreated days");

const headline = z
  .strictObject({
    verdict: verdict.describe("worst of the gates; an overridden failure counts as a warning"),
    reading: z.enum(["causal", "association only"]).describe("whether the sentence claims a cause"),
    sentence: text("the answer in one sentence, or why there is none"),
    caveats: z.array(z.string()).describe("what to keep in mind, as sentences"),
    assumptions: z.array(z.string()).describe("what the causal reading takes for granted"),
  })
  .describe("the answer");

const truth = z
  .strictObject({
    estimate: number("the effect, unit of the outcome"),
    monteCarloError: number("its standard error from a finite population"),
    users: count("users of the independent population"),
    userDays: count("user-days that were forked"),
    seed: count("seed of the population"),
  })
  .nullable()
  .describe("known answer of a simulated log; null for a recorded one, or when it answers another question");

const overlap = z
  .strictObject({
    bins: z
      .array(
        z.strictObject({
          from: number("lower edge, held"),
          to: number("upper edge, held by the last bin only"),
          treated: count("treated rows"),
          control: count("untreated rows"),
        }),
      )
      .describe("histogram of fitted probabilities of treatment"),
    lowest: number("smallest fitted probability"),
    highest: number("largest fitted probability"),
    shareOutside: number("share of rows with a probability outside the bounds"),
    bounds: z.tuple([z.number(), z.number()]).describe("beyond these a row hardly ever sees the other arm"),
  })
  .nullable()
  .describe(
    "how the fitted probabilities of treatment overlap between the arms; null when there are none, which the gates explain",
  );

/** Everything a run found out about one question; what reports are made of. No path, time, thread count or date of run. */
export const resultSchema = z
  .strictObject({
    schemaVersion: z.literal(1).describe("version of this shape"),
    slug: text("name of the question's file"),
    question: text("the question in words"),
    estimandSentence: text("the estimand in one sentence"),
    log,
    treatment,
    outcome,
    adjustment,
    headline,
    attrition: z
      .array(
        z.strictObject({
          step: text("what was asked of rows"),
          rows: count("rows left"),
          users: count("users left"),
        }),
      )
      .describe("how the panel's rows became analysis rows"),
    estimates: z.array(estimate).describe("one record an estimator, in the order of the question"),
    notEstimated: z
      .array(
        z.strictObject({
          estimator: z.enum(estimatorNames).describe("name of the estimator in question files"),
          label: text("name of the estimator in words"),
          reason: text("why the data gave no answer"),
        }),
      )
      .optional()
      .describe("estimators, never the primary one, that gave no answer; left out when all did"),
    bootstrap: bootstrapSchema.optional(),
    jackknife: jackknifeSchema.optional(),
    segments: segmentsSchema.optional(),
    effectByPeriod: effectByPeriodSchema.optional(),
    surrogate: surrogateSchema.optional(),
    truth,
    gates: z.array(gate).describe("every condition under which the causal sentence may be said"),
    falsification: z
      .array(falsificationSchema)
      .describe("checks that estimate again, every one of them in a fixed order"),
    sensitivity: sensitivitySchema,
    balance: z.array(balance).describe("balance of covariates before and after weighting"),
    balanceByDay: balanceByDaySchema.optional(),
    balanceDetail: balanceDetailSchema,
    overlap,
    support: supportSchema,
    weights: z
      .array(weightSummary)
      .describe("weights of the primary estimator, or else of the propensity model; empty without one"),
    weightsByDay: z
      .array(
        z.strictObject({
          date: date("calendar day"),
          rows: count("analysis rows of the day"),
          mean: number("mean weight"),
          lower: number("lower end of its pointwise interval"),
          upper: number("upper end of its pointwise interval"),
        }),
      )
      .describe("mean untruncated stabilised weight by day; days with a single row are left out"),
    weightDetail: weightDetailSchema.optional(),
    modelChecks: modelChecksSchema,
    feedback: feedbackSchema,
    horizon: horizonSchema.optional(),
    doseResponse: doseResponseSchema.optional(),
    dailyRates: z
      .array(
        z.strictObject({
          date: date("calendar day"),
          atRisk: count("users with a row on that day"),
          activeRate: number("share of them that were available"),
          treatmentRate: z
            .number()
            .nullable()
            .describe(
              "share treated among available user-days on which the treatment is known; null when there were none",
            ),
          outcomeMean: z
            .number()
            .nullable()
            .describe("mean outcome over user-days on which it is known; null when there were none"),
        }),
      )
      .describe("activity, treatment and outcome by calendar day, all users"),
    readiness: z
      .array(
        z.strictObject({
          check: text("what is asked of the panel"),
          value: z.number().nullable().describe("what was found; null where it was not evaluated"),
          threshold: text("what is expected"),
          passes: z.boolean().nullable().describe("whether it is met; null where it was not evaluated"),
        }),
      )
      .describe("conditions a panel should meet before any question"),
    audit: z
      .array(
        z.strictObject({
          table: text("table that was read"),
          check: text("what was looked for"),
          rows: count("rows it was found in"),
          share: number("those rows over the rows read"),
          action: z.enum(["kept", "dropped", "repaired", "noted"]).describe("what was done with them"),
          sentence: text("the same in words"),
        }),
      )
      .describe("what reading the log found and did"),
  })
  .describe("Result of one question (result.json), version 1");

export type StudyResult = z.infer<typeof resultSchema>;
