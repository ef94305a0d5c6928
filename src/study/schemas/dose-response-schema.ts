import { z } from "zod";

const number = (sentence: string) => z.number().describe(sentence);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);

const tests = z.array(
  z.strictObject({
    arm: z.enum(["treated", "control"]).describe("side of the cut"),
    levels: count("levels on that side"),
    statistic: number("Wald statistic over its degrees of freedom, F"),
    degrees: z.tuple([z.number(), z.number()]).describe("degrees of freedom of F"),
    pValue: number("of equal means at all levels of the side"),
    adjusted: number("the same after Holm's correction over both sides"),
    differ: z.boolean().describe("whether the latter is below 0.05"),
  }),
);

const past = z
  .strictObject({
    evaluated: z.boolean().describe("whether the log reaches back to such an outcome"),
    sentence: z.string().describe("what was found, or why it was not evaluated"),
    rows: count("analysis rows with a past outcome; 0 when not evaluated"),
    means: z
      .array(
        z.strictObject({
          mean: number("adjusted mean of the past outcome at the level, unit of the outcome"),
          standardError: number("clustered by user"),
        }),
      )
      .describe("one a level; empty when not evaluated"),
    tests: tests.describe("tests that levels of one side do not differ in the past outcome"),
  })
  .describe("the same levels held against an outcome that closed before all that is adjusted for");

/** Adjusted mean outcomes by level of the dose that the treatment cuts. */
export const doseResponseSchema = z
  .strictObject({
    evaluated: z.boolean().describe("whether the treatment cuts a dose whose levels have a mean"),
    sentence: z.string().describe("what was found, or why it was not evaluated"),
    caveat: z.string().describe("what the means take for granted; empty when not evaluated"),
    dose: z.string().describe("panel column that the treatment cuts"),
    unit: z.string().describe("unit of the dose"),
    level: number("coverage that intervals and bands aim at, between 0 and 1"),
    levels: z
      .array(
        z.strictObject({
          from: number("smallest dose of the level, unit of the dose"),
          to: number("largest dose, unit of the dose"),
          arm: z.enum(["treated", "control"]).describe("side of the cut; no level straddles it"),
          rows: count("analysis rows whose dose is in the level"),
          users: count("users with such a row"),
          effective: number(
            "(sum of weights)² / sum of squared weights of its rows, the weights averaging over the fitted chance of the level",
          ),
          meanDose: number("mean dose of its rows, unit of the dose"),
          mean: number("mean outcome had every analysis row been at the level, unit of the outcome"),
          standardError: number("clustered by user, fitted models' uncertainty included"),
          lower: number("lower end of its own interval, unit of the outcome"),
          upper: number("upper end"),
          bandLower: number("lower end of the band that holds for all levels together, unit of the outcome"),
          bandUpper: number("upper end"),
          step: z
            .strictObject({
              estimate: number("this mean less that of the level below, unit of the outcome"),
              standardError: number("clustered by user"),
              lower: number("lower end of an interval that holds for all steps together"),
              upper: number("upper end"),
            })
            .nullable()
            .describe("rise from the level below; null at the lowest"),
        }),
      )
      .describe("from the lowest doses to the highest; empty when not evaluated"),
    tests: tests.describe(
      "tests that all levels of one side of the cut have one mean; sides with one level have none",
    ),
    past,
  })
  .describe("adjusted mean outcome by level of the dose; left out of results made before it was asked");
