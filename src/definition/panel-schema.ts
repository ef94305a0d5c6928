import { z } from "zod";
import { baselineSchema } from "./baseline-schema.js";
import { measureSchema } from "./measure-schema.js";
import { columnNames, dayCount, nonEmptyText, ruleName } from "./schema-parts.js";
import { treatmentRuleSchema } from "./treatment-schema.js";

export { treatmentRuleSchema } from "./treatment-schema.js";

const windowed = (kind: "lag" | "priorSum" | "priorMean" | "priorMax" | "priorAny") =>
  z.strictObject({ kind: z.literal(kind), days: dayCount, columns: columnNames });
const unbounded = (kind: "streak" | "daysSince" | "cumulative") =>
  z.strictObject({ kind: z.literal(kind), columns: columnNames });

const history = z.discriminatedUnion("kind", [
  windowed("lag"),
  windowed("priorSum"),
  windowed("priorMean"),
  windowed("priorMax"),
  windowed("priorAny"),
  z.strictObject({
    kind: z.literal("decayedSum"),
    halfLife: z
      .number()
      .gt(0, "a half-life in days is above 0")
      .max(3660, "a half-life is at most 3660 days"),
    columns: columnNames,
  }),
  unbounded("streak"),
  unbounded("daysSince"),
  unbounded("cumulative"),
]);

const ahead = (kind: "onDay" | "sumOverNext" | "meanOverNext" | "maxOverNext" | "anyOverNext") =>
  z.strictObject({ kind: z.literal(kind), column: ruleName, days: dayCount });

const future = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lead"), days: dayCount, columns: columnNames }),
  ahead("onDay"),
  ahead("sumOverNext"),
  ahead("meanOverNext"),
  ahead("maxOverNext"),
  ahead("anyOverNext"),
]);

const calendar = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("dayOfWeek") }),
  z.strictObject({ kind: z.literal("logDay") }),
  z.strictObject({ kind: z.literal("weekend") }),
  z.strictObject({ kind: z.literal("dayOfMonth") }),
  z.strictObject({ kind: z.literal("month") }),
  z.strictObject({ kind: z.literal("isoWeek") }),
]);

const entry = z.union([
  z.enum(["logStart", "firstActivity"]),
  z.strictObject({ kind: z.literal("date"), column: nonEmptyText }),
]);

/** How a user leaves. */
export const exitSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("endOfLog") }),
  z.strictObject({ kind: z.literal("event"), measure: ruleName }),
  z.strictObject({ kind: z.literal("lost"), column: nonEmptyText }),
]);

/** The schema of one rule, by the section of a definition that holds such rules. */
export const ruleSchemas = {
  measures: measureSchema,
  history,
  future,
  baseline: baselineSchema,
  calendar,
  treatments: treatmentRuleSchema,
};

/** The shape of a panel definition: unknown keys are errors. What its names refer to is `panelFaults`' to check. */
export const panelSchema = z
  .strictObject({
    unit: nonEmptyText,
    day: nonEmptyText,
    time: nonEmptyText.exactOptional(),
    available: ruleName,
    measures: z.record(ruleName, ruleSchemas.measures),
    history: z.record(ruleName, ruleSchemas.history),
    future: z.record(ruleName, ruleSchemas.future),
    baseline: z.record(ruleName, ruleSchemas.baseline),
    calendar: z.record(ruleName, ruleSchemas.calendar),
    treatments: z.record(ruleName, ruleSchemas.treatments),
    entry,
    exit: exitSchema.exactOptional(),
    gapDays: z.enum(["notAtRisk", "inactive"]),
  })
  .readonly()
  .describe("A user-day panel: what is measured on a day, and the columns made from it");
