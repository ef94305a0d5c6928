import { z } from "zod";

const text = (sentence: string) => z.string().describe(sentence);
const number = (sentence: string) => z.number().describe(sentence);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);

/** Who could have been in either arm: equipoise, common support, days, and the groups in which an arm hardly occurs. */
export const supportSchema = z
  .strictObject({
    equipoise: z
      .strictObject({
        treated: number("share of the treated rows with a preference score inside the bounds"),
        control: number("share of the untreated rows with one"),
        all: number("share of all rows with one"),
        bounds: z.tuple([z.number(), z.number()]).describe("preference scores that count as open"),
      })
      .nullable()
      .describe("rows whose treatment was open (Walker et al. 2013); null without a propensity model"),
    commonSupport: z
      .strictObject({
        range: z
          .tuple([z.number(), z.number()])
          .nullable()
          .describe("propensities that both arms reach; null when their ranges do not meet"),
        treatedOutside: count("treated rows outside it"),
        controlOutside: count("untreated rows outside it"),
        shareOutside: number("share of all rows outside it"),
      })
      .nullable()
      .describe("common support of the propensities; null without a propensity model"),
    byDay: z
      .array(
        z.strictObject({
          date: text("calendar day"),
          rows: count("analysis rows of the day"),
          treated: count("treated ones"),
          lowest: number("smallest fitted probability of treatment"),
          highest: number("largest fitted probability of treatment"),
          shareOutside: number(
            "share of the day's rows with a probability outside the bounds of the overlap",
          ),
        }),
      )
      .describe("positivity by calendar day; empty without a propensity model"),
    groups: z
      .array(
        z.strictObject({
          name: text("one or two conditions on adjustment columns"),
          scarce: z.enum(["treated", "control"]).describe("the arm that hardly occurs in the group"),
          rows: count("analysis rows of the group"),
          users: count("users with a row in it"),
          found: count("its rows of that arm"),
          expected: number("how many there would be were the arm as frequent here as over all rows"),
          sentence: text("the same in words"),
        }),
      )
      .describe("groups in which an arm hardly occurs, those of one condition before those of two"),
    groupShare: number("share of the analysis rows in at least one of the groups"),
    tried: count("groups looked at"),
  })
  .describe("who could have been in either arm");
