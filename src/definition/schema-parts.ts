import { z } from "zod";

/** A name of a rule or column. */
export const ruleName = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    "a name is letters, digits and underscores, and does not begin with a digit",
  );
export const nonEmptyText = z.string().trim().min(1, "must not be empty");
export const dayCount = z
  .number()
  .int("days must be a whole number")
  .min(1, "days must be at least 1")
  .max(366);
export const columnNames = z.array(ruleName).min(1, "name at least one column").readonly();
