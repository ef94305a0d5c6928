import { z } from "zod";

const name = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    "a name is letters, digits and underscores, and does not begin with a digit",
  );
const text = z.string().trim().min(1, "must not be empty");
const days = z.number().int("days must be a whole number").min(1, "days must be at least 1").max(366);
const columns = z.array(name).min(1, "name at least one column").readonly();

const measure = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("count"), unit: text }),
  z.strictObject({ kind: z.literal("countDistinct"), column: text, unit: text }),
  z.strictObject({ kind: z.literal("countWhere"), column: text, atLeast: z.number(), unit: text }),
  z.strictObject({ kind: z.literal("sum"), column: text, unit: text }),
  z.strictObject({ kind: z.literal("mean"), column: text, unit: text }),
  z.strictObject({ kind: z.literal("scaled"), measure: name, factor: z.number(), unit: text }),
  z.strictObject({ kind: z.literal("ratio"), numerator: name, denominator: name, unit: text }),
  z.strictObject({ kind: z.literal("active"), unit: text }),
]);

const history = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lag"), days, columns }),
  z.strictObject({ kind: z.literal("priorSum"), days, columns }),
]);

const future = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lead"), days, columns }),
  z.strictObject({ kind: z.literal("onDay"), column: name, days }),
  z.strictObject({ kind: z.literal("sumOverNext"), column: name, days }),
]);

const baseline = z.strictObject({
  kind: z.literal("attribute"),
  column: text,
  unit: text,
  transform: z.enum(["none", "log1p"]),
});

const calendar = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("dayOfWeek") }),
  z.strictObject({ kind: z.literal("logDay") }),
]);

/** A treatment rule as data; the same in a panel and inline in an estimand. */
export const treatmentRuleSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("atLeast"), column: name, value: z.number(), among: name }),
  z.strictObject({
    kind: z.literal("atLeastQuantile"),
    column: name,
    quantile: z
      .number()
      .gt(0, "a quantile lies strictly between 0 and 1")
      .lt(1, "a quantile lies strictly between 0 and 1"),
    among: name,
  }),
]);

/** The shape of a panel definition: unknown keys are errors. What its names refer to is `panelFaults`' to check. */
export const panelSchema = z
  .strictObject({
    unit: text,
    day: text,
    available: name,
    measures: z.record(name, measure),
    history: z.record(name, history),
    future: z.record(name, future),
    baseline: z.record(name, baseline),
    calendar: z.record(name, calendar),
    treatments: z.record(name, treatmentRuleSchema),
    entry: z.enum(["logStart", "firstActivity"]),
    gapDays: z.enum(["notAtRisk", "inactive"]),
  })
  .readonly()
  .describe("A user-day panel: what is measured on a day, and the columns made from it");
