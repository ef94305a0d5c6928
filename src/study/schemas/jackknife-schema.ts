import { z } from "zod";
import { estimatorNames } from "../../results/estimator-names.js";

const number = (sentence: string) => z.number().nullable().describe(sentence);

/** Errors for few users: the leave-one-user-out jackknife that a question asks for in `inference.smallSample`. */
export const jackknifeSchema = z
  .strictObject({
    users: z.number().int().nonnegative().describe("users left out, one at a time: those with analysis rows"),
    sentence: z.string().describe("what was done again without each user, and what was not"),
    estimators: z
      .array(
        z.strictObject({
          estimator: z.enum(estimatorNames).describe("name of the estimator in question files"),
          label: z.string().describe("name of the estimator in words"),
          evaluated: z.boolean().describe("false: no error could be formed, for the reason in the sentence"),
          sentence: z.string().describe("how the two errors compare, or why there is no comparison"),
          estimate: z.number().describe("of the sample, unit of the outcome"),
          analyticError: z
            .number()
            .describe("standard error by influence values, clustered by user, unit of the outcome"),
          standardError: number(
            "sqrt((G - 1) / G · Σ (estimate without user g - their mean)²), unit of the outcome; null where not evaluated",
          ),
          ratio: number("jackknife error over analytic error; null where not evaluated or the latter is 0"),
          lower: number("lower end of its interval, unit of the outcome; null where there is none"),
          upper: number("upper end of its interval, unit of the outcome; null where there is none"),
          level: z.number().describe("coverage that the interval aims at, between 0 and 1"),
          method: z.string().describe("how the interval was made"),
        }),
      )
      .describe("one record an estimator that has an estimate, in the order of the question"),
  })
  .describe("jackknife of the whole pipeline by users; left out when the question asks for none");
