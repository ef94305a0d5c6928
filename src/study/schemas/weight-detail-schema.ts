import { z } from "zod";

const number = (sentence: string) => z.number().describe(sentence);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);
const arm = z.enum(["treated", "control"]).describe("which rows");
const anyArm = z.enum(["treated", "control", "all"]).describe("which rows");

/** What the weights of the compared sample lean on. */
export const weightDetailSchema = z
  .strictObject({
    tails: z
      .array(
        z.strictObject({
          arm,
          heaviest: number("share of the arm's rows that the line is about, those with the largest weights"),
          rows: count("how many rows that is, rounded up"),
          shareOfWeight: number("share of the arm's weight on them"),
          timesMean: number("the weight at which they begin, over the arm's mean weight"),
        }),
      )
      .describe("how much of the weight stands on the heaviest rows"),
    heaviestUsers: z
      .array(
        z.strictObject({
          arm,
          user: z.string().describe("the user's id"),
          rows: count("analysis rows of the user in the arm"),
          share: number("share of the arm's weight"),
          cumulativeShare: number("that of this user and all heavier ones"),
        }),
      )
      .describe("users who carry most of the weight of an arm, the heaviest first"),
    byDay: z
      .array(
        z.strictObject({
          date: z.string().describe("calendar day"),
          treatedRows: count("treated analysis rows of the day"),
          treatedEffective: number("(sum of weights)² / sum of squared weights of them; 0 for none"),
          controlRows: count("untreated analysis rows of the day"),
          controlEffective: number("the same of them"),
        }),
      )
      .describe("effective sizes by calendar day and arm"),
    truncated: z
      .array(
        z.strictObject({
          arm: anyArm,
          rows: count("analysis rows of the arm"),
          lowered: count("rows whose weight was cut down"),
          raised: count("rows whose weight was lifted"),
          meanBefore: number("mean weight before"),
          meanAfter: number("mean weight after"),
          effectiveBefore: number(
            "(sum of weights)² / sum of squared weights before; of all rows, added over arms",
          ),
          effectiveAfter: number("the same after"),
        }),
      )
      .describe(
        "what the truncating estimator of the question did to the weights; empty when none is asked for",
      ),
  })
  .describe("what the weights lean on; left out without weights");
