import { z } from "zod";
import { panelSchema, treatmentRuleSchema } from "../definition/panel-schema.js";
import { estimatorNames } from "../results/estimator-names.js";
import { estimandDefaults } from "./estimand-defaults.js";

const text = z.string().trim().min(1, "must not be empty");
const column = text.describe("a column of the panel");

const term = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("linear"), column }),
  z.strictObject({ kind: z.literal("factor"), column }),
  z.strictObject({
    kind: z.literal("spline"),
    column,
    degreesOfFreedom: z
      .number()
      .int("degrees of freedom are a whole number")
      .min(1, "a spline has at least 1 degree of freedom")
      .max(20, "a spline has at most 20 degrees of freedom"),
  }),
]);

const group = z.array(z.union([column, term])).readonly();

const treatment = z
  .strictObject({
    rule: z.union([text.describe("a candidate treatment of the panel"), treatmentRuleSchema]),
    actor: z
      .enum(["platform", "user", "mixed"])
      .describe("who decides the treatment: with user or mixed the effect is of what users did"),
  })
  .readonly();

const reason = z.string().trim().min(1, "give the reason in words; the report prints it");

/**
 * The shape of an estimand file: unknown keys are errors, what may be left out has its default. `z.output` of it is the
 * `Estimand` type (pinned by test/types). What names refer to is `estimandFaults`' to check.
 */
export const estimandSchema = z
  .strictObject({
    question: text.describe("the question in words"),
    panel: panelSchema,
    population: z
      .strictObject({ history: z.enum(["full", "asIs"]).default(estimandDefaults.population.history) })
      .readonly()
      .default({ ...estimandDefaults.population }),
    treatment,
    treatmentOnSimulatedLog: treatment.exactOptional(),
    outcome: text.describe("a future column of the panel"),
    adjustFor: z
      .strictObject({
        history: group,
        baseline: group,
        calendar: group,
        reason: reason.describe("why these are enough; printed in the report"),
        measuredBefore: z
          .record(text, z.strictObject({ before: z.literal("treatment"), reason }).readonly())
          .readonly()
          .exactOptional()
          .describe("same-day columns measured before treatment, each with its reason; printed"),
      })
      .readonly(),
    assignment: z
      .strictObject({
        notResponsiveToOutcomes: reason.describe("why it does not; printed"),
      })
      .readonly()
      .exactOptional()
      .describe("treatment does not respond to outcomes, as in an experiment; a gate then tests it"),
    negativeControls: z
      .strictObject({
        outcomes: z
          .array(text)
          .min(1, "name at least one column, or leave outcomes out")
          .readonly()
          .exactOptional()
          .describe("future, measure or history columns that the treatment cannot reach"),
        treatments: z
          .array(text)
          .min(1, "name at least one candidate, or leave treatments out")
          .readonly()
          .exactOptional()
          .describe("candidate treatments of the panel that cannot reach the outcome"),
        reason: reason.describe("why nothing can pass from treatment to outcome in them; printed"),
      })
      .readonly()
      .exactOptional()
      .describe("comparisons whose true answer is 0; five or more calibrate the estimate"),
    interference: z
      .strictObject({
        group: text.describe("a baseline column of the panel: city, network, household"),
      })
      .readonly()
      .exactOptional()
      .describe("users who may bear on each other; without it interference is not evaluated"),
    segments: z
      .array(
        z
          .strictObject({
            column: column.describe("a history, baseline or calendar column of the panel"),
            quantiles: z
              .number()
              .int("how many bins is a whole number")
              .min(2, "cut into at least 2 bins")
              .max(20, "cut into at most 20 bins")
              .exactOptional()
              .describe("bins of about equally many analysis rows; without it and `at`, one segment a value"),
            at: z
              .array(z.number())
              .min(1, "give at least one cut point, or leave at out")
              .max(19, "give at most 19 cut points")
              .readonly()
              .exactOptional()
              .describe("ascending cut points, each belonging to the bin below it"),
            label: text.exactOptional().describe("what the column is called in the report"),
          })
          .readonly(),
      )
      .min(1, "name at least one column, or leave segments out")
      .readonly()
      .exactOptional()
      .describe("groups of rows in which the effect is estimated apart, with intervals that hold together"),
    surrogate: z
      .strictObject({
        longOutcome: text.describe("a future column that reaches further than the surrogates"),
        surrogates: z
          .array(text)
          .min(1, "name at least one column, or leave surrogate out")
          .readonly()
          .describe("future columns that close before the long outcome does"),
        reason: reason.describe("why treatment acts on the long outcome through them alone; printed"),
      })
      .readonly()
      .exactOptional()
      .describe("a long outcome that late rows do not have yet, estimated through shorter ones; no gate"),
    effect: z.literal("ATE").default(estimandDefaults.effect),
    averageOver: z.enum(["userDays", "users"]).default(estimandDefaults.averageOver),
    primary: z.enum(estimatorNames).describe("whose estimate the headline gives, or refuses to give"),
    estimators: z
      .array(z.enum(estimatorNames))
      .min(1, "name at least one estimator")
      .readonly()
      .default(() => [...estimandDefaults.estimators]),
    inference: z
      .strictObject({
        cluster: z
          .union([z.literal("user"), z.tuple([z.literal("user"), z.literal("day")]).readonly()])
          .default(estimandDefaults.inference.cluster)
          .describe("what errors are clustered by; with user and day, days may share shocks"),
        level: z
          .number()
          .gt(0, "a level lies strictly between 0 and 1")
          .lt(1, "a level lies strictly between 0 and 1")
          .default(estimandDefaults.inference.level),
        seed: z
          .number()
          .int("a seed is a whole number")
          .min(0, "a seed is at least 0")
          .max(4294967295, "a seed is at most 4294967295"),
        bootstrap: z
          .strictObject({
            replicates: z
              .number()
              .int("replicates are a whole number")
              .min(200, "at least 200 replicates: fewer leave the error itself uncertain by 5% and more")
              .max(10000, "at most 10,000 replicates"),
            interval: z
              .enum(["percentile", "basic", "BCa"])
              .describe("how the interval is read off the replicates"),
          })
          .readonly()
          .exactOptional()
          .describe("a second opinion on the errors: users drawn with replacement, the whole pipeline again"),
        smallSample: z
          .literal("jackknife")
          .exactOptional()
          .describe("an error for few users: the whole pipeline again without each user in turn"),
      })
      .readonly(),
    thresholds: z
      .enum(["fixed", "reestimate"])
      .default(estimandDefaults.thresholds)
      .describe("whether each bootstrap replicate takes the quantile of the treatment's rule anew"),
    gates: z
      .record(
        text,
        z.strictObject({ warn: z.number().exactOptional(), fail: z.number().exactOptional() }).readonly(),
      )
      .readonly()
      .default({ ...estimandDefaults.gates })
      .describe("thresholds that differ from the defaults, by gate"),
    overrides: z
      .record(text, reason)
      .readonly()
      .default({ ...estimandDefaults.overrides })
      .describe(
        "gates whose failure does not withhold the sentence, each with the reason that the report prints",
      ),
  })
  .readonly()
  .describe("A causal question about one day, as data");
