import { z } from "zod";
import { partDifferenceSchema, partEffectFields } from "./part-effect-schema.js";

const text = (sentence: string) => z.string().describe(sentence);

/** Effects in the segments that the question declares. */
export const segmentsSchema = z
  .strictObject({
    estimator: text("label of the estimator, its average taken within each segment"),
    level: z.number().describe("coverage that all intervals together aim at, between 0 and 1"),
    reason: z.string().nullable().describe("why no segment is evaluated; null where any could be"),
    columns: z
      .array(
        z.strictObject({
          column: text("panel column"),
          label: text("what the column is called"),
          kind: text("kind of the panel column"),
          window: text("days it speaks of, relative to the day of treatment"),
          unit: text("unit of the column"),
          cut: text("how it is cut into segments, in words"),
          cutPoints: z
            .array(z.number())
            .describe(
              "ascending, each belonging to the segment below it; empty where each value is a segment",
            ),
          adjusted: z.boolean().describe("whether the column is among those that are adjusted for"),
          notKnown: z
            .number()
            .int()
            .nonnegative()
            .describe("analysis rows on which the column is not known; they are in no segment"),
          segments: z
            .array(z.strictObject({ segment: text("name of the segment"), ...partEffectFields }))
            .describe("in the order of the column's values; empty where it could not be cut"),
          difference: partDifferenceSchema,
          adjustedPValue: z
            .number()
            .nullable()
            .describe("of that test, adjusted for all declared columns (Holm); null where it was not made"),
          sentence: text("whether the estimates differ between the segments, in words"),
          caveats: z.array(z.string()).describe("what to keep in mind about them, as sentences"),
        }),
      )
      .describe("one record a declared column, in the order of the question"),
  })
  .describe(
    "effects in the segments of the question, all of them one family; left out where it declares none, and of results made before they were formed",
  );
