import { z } from "zod";
import type { Condition } from "./condition.js";
import { dayCount, ruleName } from "./schema-parts.js";

/** The shape of a condition, however deep. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion("op", [
    z.strictObject({
      op: z.literal("compare"),
      column: ruleName,
      is: z.enum([">=", ">", "<=", "<", "=", "!="]),
      to: z.union([z.number(), ruleName]),
    }),
    z.strictObject({
      op: z.literal("and"),
      of: z.array(conditionSchema).min(1, "join at least one").readonly(),
    }),
    z.strictObject({
      op: z.literal("or"),
      of: z.array(conditionSchema).min(1, "join at least one").readonly(),
    }),
    z.strictObject({ op: z.literal("not"), of: conditionSchema }),
  ]),
);

const bound = { column: ruleName, among: ruleName };
const cut = (kind: "atLeast" | "atMost") =>
  z.strictObject({ kind: z.literal(kind), ...bound, value: z.number() });
const quantile = (kind: "atLeastQuantile" | "atMostQuantile") =>
  z.strictObject({
    kind: z.literal(kind),
    ...bound,
    quantile: z
      .number()
      .gt(0, "a quantile lies strictly between 0 and 1")
      .lt(1, "a quantile lies strictly between 0 and 1"),
    within: z.literal("user").exactOptional(),
    using: z.literal("past").exactOptional(),
    minimumDays: dayCount.exactOptional(),
  });
const ascending = (cuts: readonly number[]): boolean =>
  cuts.every((value, index) => index === 0 || value > cuts[index - 1]!);

/** A treatment rule as data; the same in a panel and inline in an estimand. */
export const treatmentRuleSchema = z.discriminatedUnion("kind", [
  cut("atLeast"),
  quantile("atLeastQuantile"),
  cut("atMost"),
  quantile("atMostQuantile"),
  z.strictObject({ kind: z.literal("any"), ...bound }),
  z.strictObject({ kind: z.literal("streakAtLeast"), ...bound, days: dayCount }),
  z.strictObject({
    kind: z.literal("topKWithinDay"),
    ...bound,
    k: z.number().int("k is a whole number").min(1, "k is at least 1"),
  }),
  z.strictObject({ kind: z.literal("rule"), when: conditionSchema, among: ruleName }),
  z.strictObject({
    kind: z.literal("categories"),
    ...bound,
    cuts: z
      .array(z.number())
      .min(1, "name at least one cut point")
      .max(100, "name at most 100 cut points")
      .refine(ascending, "cut points stand in ascending order, each once")
      .readonly(),
  }),
  z.strictObject({ kind: z.literal("continuous"), ...bound }),
]);
