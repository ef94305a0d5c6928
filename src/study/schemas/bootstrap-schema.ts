import { z } from "zod";
import { estimatorNames } from "../../results/estimator-names.js";

const number = (sentence: string) => z.number().nullable().describe(sentence);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);

/** The second opinion on the errors: the cluster bootstrap that a question asks for in `inference.bootstrap`. */
export const bootstrapSchema = z
  .strictObject({
    replicates: count("replicates that were asked for"),
    users: count("users drawn with replacement in each replicate, as many as the panel has"),
    seed: count("seed of the draws"),
    interval: z
      .enum(["percentile", "basic", "BCa"])
      .describe("how the intervals are read off the replicates"),
    threshold: z
      .strictObject({
        column: z.string().describe("panel column that is cut"),
        fixed: z
          .number()
          .describe("the number that the treatment was resolved to, and every analytic error holds fixed"),
        mean: z.number().describe("mean of the number over the replicates"),
        standardDeviation: z.number().describe("its standard deviation over the replicates, B - 1"),
        lowest: z.number().describe("smallest number of a replicate"),
        highest: z.number().describe("largest number of a replicate"),
      })
      .nullable()
      .describe("the treatment's cut, found anew in each replicate; null where it is held fixed"),
    sentence: z.string().describe("what was done again in each replicate, and what was not"),
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
          failed: count("replicates without an estimate"),
          failures: z
            .array(
              z.strictObject({
                reason: z.string().describe("why, as the first such replicate said it"),
                replicates: count("replicates without an estimate for this reason"),
              }),
            )
            .describe("why replicates had no estimate"),
          mean: number("mean of the replicates, unit of the outcome; null where not evaluated"),
          standardDeviation: number(
            "standard deviation of the replicates, B - 1: the bootstrap's standard error, unit of the outcome; null where not evaluated",
          ),
          ratio: number("bootstrap error over analytic error; null where not evaluated or the latter is 0"),
          ratioLower: number("lower end of the ratio's 95% interval by the number of replicates alone"),
          ratioUpper: number("its upper end"),
          lower: number("lower end of the bootstrap interval, unit of the outcome; null where there is none"),
          upper: number("upper end of the bootstrap interval, unit of the outcome; null where there is none"),
          level: z.number().describe("coverage that the interval aims at, between 0 and 1"),
          method: z.string().describe("how the interval was made, or why there is none"),
        }),
      )
      .describe("one record an estimator that has an estimate, in the order of the question"),
  })
  .describe("bootstrap of the whole pipeline by users; left out when the question asks for none");
