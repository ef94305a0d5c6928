import { z } from "zod";

const number = (sentence: string) => z.number().describe(sentence);

/** Does past treatment go with today's confounders? */
export const feedbackSchema = z
  .strictObject({
    evaluated: z.boolean().describe("whether there are analysis rows on days that follow each other"),
    sentence: z.string().describe("what was found and what follows from it, or why it was not evaluated"),
    weighted: z
      .boolean()
      .describe("whether rows have the weights of the day before, which make that day's confounders alike"),
    rows: z.number().int().nonnegative().describe("analysis rows whose day before is one too"),
    confounders: z
      .array(
        z.strictObject({
          confounder: z.string().describe("term of the adjustment set"),
          window: z.string().describe("days it speaks of, relative to its own day"),
          unit: z.string().describe("unit of its panel column"),
          movable: z
            .boolean()
            .describe("whether its days hold the day before, so that treatment of that day could move it"),
          difference: number("mean after a treated minus after an untreated day, in its unit"),
          standardizedMeanDifference: number("the same over the pooled standard deviation before weighting"),
          lower: number("lower end of its interval, simultaneous over confounders, standard deviations"),
          upper: number("upper end"),
        }),
      )
      .describe("today's history terms by yesterday's treatment"),
  })
  .describe("does past treatment go with today's confounders");
