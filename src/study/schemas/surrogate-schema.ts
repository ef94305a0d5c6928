import { z } from "zod";

const number = (sentence: string) => z.number().describe(sentence);
const text = (sentence: string) => z.string().describe(sentence);
const count = (sentence: string) => z.number().int().min(0).describe(sentence);

const column = z.strictObject({
  column: text("name of the panel's column"),
  window: text("the days it speaks of, relative to the day of treatment"),
});

const test = z.strictObject({
  item: text("what is 0 if the assumption is not violated"),
  estimate: number("unit of the long outcome; of a slope, the slope minus 1"),
  standardError: number("clustered by user"),
  pValue: number("two-sided, adjusted within its check (Holm)"),
  detectable: number("smallest deviation that the test finds with a chance of 80 %"),
  mark: number("deviation that would matter"),
  rows: count("user-days that the number is about"),
});

/** The effect on a longer outcome, through shorter ones. */
export const surrogateSchema = z
  .strictObject({
    reason: z.string().nullable().describe("why there is no estimate; null where there is one"),
    sentence: text("what was found, in words that claim no cause, or why it was not evaluated"),
    longOutcome: column
      .extend({ unit: text("its unit") })
      .describe("the outcome that late user-days do not have yet"),
    surrogates: z.array(column).describe("the short outcomes that the index is made of, as declared"),
    argument: text("why treatment should act through them alone, as the question says"),
    level: number("coverage that intervals aim at, between 0 and 1"),
    estimates: z
      .array(
        z.strictObject({
          item: text("which estimate, on which user-days"),
          estimate: number("treated minus untreated, unit of the long outcome"),
          standardError: number("clustered by user, unit of the long outcome"),
          lower: number("lower end of its interval, unit of the long outcome"),
          upper: number("upper end"),
          rows: count("user-days it is averaged over"),
        }),
      )
      .describe(
        "through the index on all user-days whose surrogates are known; on those whose long outcome is observed, through the index and direct",
      ),
    agreement: text("whether index and direct estimate contradict each other there; why not asked"),
    covariance: z
      .number()
      .nullable()
      .describe(
        "of the first estimate and the direct one, squared unit of the long outcome; null without the latter",
      ),
    checks: z
      .array(
        z.strictObject({
          name: z
            .enum(["surrogacy", "comparability", "support"])
            .describe("which of the index's assumptions"),
          label: text("the assumption"),
          verdict: z
            .enum(["not refuted", "refuted", "not evaluated"])
            .describe("no data can show that an assumption holds"),
          sentence: text("the numbers behind the verdict"),
          tests: z.array(test).describe("none where the check has no test, or no answer"),
        }),
      )
      .describe("what the data say of the assumptions; none of them is a gate"),
    days: z
      .array(
        z.strictObject({
          day: text("label of the day"),
          rows: count("user-days with the long outcome"),
          miss: number(
            "mean long outcome minus mean of an index fitted to the days before these, unit of the long outcome",
          ),
          standardError: z.number().nullable().describe("clustered by user, the index taken as known"),
        }),
      )
      .describe("later half of the days that have the long outcome; empty where comparability has no answer"),
  })
  .describe(
    "the treatment's effect on a longer outcome, through an index of shorter ones; left out where not asked",
  );
