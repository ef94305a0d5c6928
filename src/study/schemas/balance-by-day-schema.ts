import { z } from "zod";

const difference = z.array(z.number().nullable());

/** Balance of every covariate on every day, in columns, so that a result of many days stays small. */
export const balanceByDaySchema = z
  .strictObject({
    days: z
      .array(
        z.strictObject({
          date: z
            .string()
            .regex(/^\d{4}-\d{2}-\d{2}$/)
            .describe("calendar day"),
          treated: z.number().int().nonnegative().describe("treated analysis rows of the day"),
          control: z.number().int().nonnegative().describe("untreated analysis rows of the day"),
        }),
      )
      .describe("days with analysis rows, ascending"),
    covariates: z
      .array(
        z.strictObject({
          covariate: z.string().describe("term of the adjustment set"),
          unweighted: difference.describe(
            "in the order of the days: difference of the arms' means over the pooled standard deviation of the day's rows before weighting, to five decimals; null where an arm has fewer than two rows or no weight, or the means differ and nothing varies within the arms",
          ),
          weighted: difference.describe(
            "the same after weighting, over the same standard deviation; null as well without weights",
          ),
        }),
      )
      .describe("terms that vary between the rows of a day; those of the calendar do not and are left out"),
  })
  .describe(
    "standardised mean differences by calendar day among those still at risk, each day with its own unit; left out when balance could not be formed, which the gates explain",
  );
