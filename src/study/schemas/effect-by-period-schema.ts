import { z } from "zod";
import { partDifferenceSchema, partEffectFields } from "./part-effect-schema.js";

const text = (sentence: string) => z.string().describe(sentence);
const date = (sentence: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .describe(sentence);

/** Effects by the calendar week of treatment. */
export const effectByPeriodSchema = z
  .strictObject({
    estimator: text("label of the estimator, its average taken within each period"),
    level: z.number().describe("coverage that all intervals together aim at, between 0 and 1"),
    reason: z.string().nullable().describe("why no period is evaluated; null where any could be"),
    weeks: z.number().int().positive().describe("weeks in a period; the last one may be shorter"),
    periods: z
      .array(
        z.strictObject({
          from: date("first calendar day"),
          to: date("last calendar day, or first day of the last week where the panel counts weeks"),
          ...partEffectFields,
        }),
      )
      .describe("from the first day of the log on, the earliest first; empty where none could be formed"),
    difference: partDifferenceSchema,
    sentence: text("whether the estimates differ between the periods, in words"),
  })
  .describe(
    "effects by the calendar week of treatment, a family of their own; left out of results made before they were formed",
  );
