import { z } from "zod";
import { nonEmptyText } from "./schema-parts.js";

const levels = z
  .array(z.string().min(1, "a level must not be empty; blank is not known"))
  .min(2, "name at least two levels")
  .max(1000, "a category has at most 1000 levels")
  .refine((given) => new Set(given).size === given.length, "each level stands once")
  .readonly();

/** The shape of one baseline rule. */
export const baselineSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("attribute"),
    column: nonEmptyText,
    unit: nonEmptyText,
    transform: z.enum(["none", "log1p"]),
  }),
  z.strictObject({
    kind: z.literal("category"),
    column: nonEmptyText,
    levels,
    others: z.enum(["refuse", "notKnown"]),
  }),
  z.strictObject({ kind: z.literal("entryDay") }),
]);
