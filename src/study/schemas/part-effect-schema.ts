import { z } from "zod";

const number = (sentence: string) => z.number().describe(sentence);
const maybe = (sentence: string) => z.number().nullable().describe(`${sentence}; null where not evaluated`);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);

/** The effect in a part of the analysis rows, as one of a family of parts. */
export const partEffectFields = {
  rows: count("analysis rows in it"),
  users: count("users with at least one of them"),
  treatedShare: number("share of them that are treated; 0 without rows"),
  estimate: maybe("treated minus untreated among them, unit of the outcome"),
  standardError: maybe("clustered by user, nuisance models' uncertainty included"),
  lower: maybe("lower end of the interval that holds together with those of its whole family"),
  upper: maybe("its upper end"),
  pValue: maybe("of no effect, adjusted for the whole family (Romano and Wolf)"),
  withoutUser: z
    .strictObject({
      user: z.string().describe("the user's id"),
      estimate: number("the estimate without the user's rows, about (one step, models as fitted)"),
      varianceShare: number("share of the estimate's variance that is this user's, between 0 and 1"),
    })
    .nullable()
    .describe("the user whose leaving out moves the estimate most; null where not evaluated"),
  reason: z.string().nullable().describe("why it is not evaluated; null where it is"),
} as const;

/** Whether the effects of several parts differ; null where fewer than two are evaluated or the data cannot tell. */
export const partDifferenceSchema = z
  .strictObject({
    statistic: number("F of the test that the effects of all parts are equal"),
    degrees: z.tuple([z.number(), z.number()]).describe("its degrees of freedom"),
    pValue: number("of equal effects"),
  })
  .nullable()
  .describe("joint test that the effects do not differ; null where it could not be made");
