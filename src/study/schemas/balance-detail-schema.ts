import { z } from "zod";

const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);

const spread = z.strictObject({
  varianceRatio: z
    .number()
    .nullable()
    .describe(
      "variance of the treated rows over that of the untreated ones; null for covariates of 0 and 1, whose means say it all, and where an arm is constant",
    ),
  kolmogorovSmirnov: z
    .number()
    .describe("largest distance between the arms' weighted cumulative distributions, a share of rows"),
});

/** What means do not show of balance: spread and distribution of each covariate, squares and products. */
export const balanceDetailSchema = z
  .strictObject({
    distributions: z
      .array(
        z.strictObject({
          covariate: z.string().describe("term of the adjustment set"),
          unweighted: spread.describe("before weighting"),
          weighted: spread.nullable().describe("after weighting; null without weights"),
        }),
      )
      .describe("one record a covariate, in the order of the balance table"),
    products: z
      .strictObject({
        worst: z
          .array(
            z.strictObject({
              product: z.string().describe("x² or x × z"),
              unweighted: z
                .number()
                .describe(
                  "difference of the arms' means before weighting over the pooled standard deviation of the unweighted sample",
                ),
              weighted: z.number().nullable().describe("the same after weighting; null without weights"),
            }),
          )
          .describe("squares and products furthest from balance, after weighting where there are weights"),
        examined: count("squares and products that were looked at; constants do not count"),
        beyondUnweighted: count("of those, how many differ by more than 0.1 before weighting"),
        beyondWeighted: count("how many do after weighting").nullable().describe("null without weights"),
        skipped: count(
          "products of two covariates that were not looked at for the size of the study: those of covariates with the smaller differences of their own",
        ),
      })
      .describe("squares of covariates that are not binary, and products of every two"),
  })
  .nullable()
  .describe("balance beyond means; null when balance could not be formed, which the gates explain");
