import { z } from "zod";
import { nonEmptyText, ruleName } from "./schema-parts.js";

const unit = nonEmptyText;
const ofColumn = (kind: "countDistinct" | "sum" | "mean" | "min" | "max" | "first" | "last") =>
  z.strictObject({ kind: z.literal(kind), column: nonEmptyText, unit });
const where = (kind: "countWhere" | "shareWhere") =>
  z.strictObject({ kind: z.literal(kind), column: nonEmptyText, atLeast: z.number(), unit });

/** The shape of one measure. */
export const measureSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("count"), unit }),
  ofColumn("countDistinct"),
  where("countWhere"),
  ofColumn("sum"),
  ofColumn("mean"),
  ofColumn("min"),
  ofColumn("max"),
  where("shareWhere"),
  ofColumn("first"),
  ofColumn("last"),
  z.strictObject({
    kind: z.literal("expression"),
    sql: nonEmptyText.describe("SQL over the columns of one event"),
    aggregate: z.enum(["sum", "mean", "min", "max", "countDistinct", "countTrue"]),
    unit,
  }),
  z.strictObject({
    kind: z.literal("itemMean"),
    dimension: nonEmptyText,
    on: z.array(nonEmptyText).min(1, "name at least one column to join on").readonly(),
    column: nonEmptyText,
    unit,
  }),
  z.strictObject({ kind: z.literal("scaled"), measure: ruleName, factor: z.number(), unit }),
  z.strictObject({ kind: z.literal("ratio"), numerator: ruleName, denominator: ruleName, unit }),
  z.strictObject({ kind: z.literal("active"), unit }),
  z.strictObject({ kind: z.literal("positive"), measure: ruleName, unit }),
]);
