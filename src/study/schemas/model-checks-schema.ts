import { z } from "zod";

const text = (sentence: string) => z.string().describe(sentence);
const number = (sentence: string) => z.number().describe(sentence);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);

const bins = z
  .array(
    z.strictObject({
      from: number("lowest prediction of the bin"),
      to: number("highest prediction of the bin"),
      rows: count("analysis rows in it"),
      predicted: number("mean prediction"),
      observed: number("mean of what was observed"),
      lower: number(
        "lower end of the interval of observed minus predicted, simultaneous over the bins, clustered by user, the predictions taken as known",
      ),
      upper: number("its upper end"),
    }),
  )
  .describe("about ten bins of as many rows each, by prediction");

/** Do the fitted models give back what was observed? */
export const modelChecksSchema = z
  .strictObject({
    propensity: z
      .strictObject({
        sentence: text("what was found"),
        crossFitted: z
          .boolean()
          .describe(
            "whether each row's prediction comes from a model that did not see its user; if not, mean and slope agree by construction and only the bins can speak",
          ),
        bins,
        slope: z
          .number()
          .nullable()
          .describe(
            "slope of the observed on the predicted log odds, 1 when calibrated; null unless cross-fitted",
          ),
        slopeError: z.number().nullable().describe("its standard error, clustered by user"),
        rocArea: number(
          "chance that a treated row has a higher propensity than an untreated one; 0.5 is none",
        ),
        hosmerLemeshow: z
          .strictObject({
            statistic: number("Hosmer-Lemeshow statistic"),
            degreesOfFreedom: count("bins - 2 for a model fitted to these rows, else bins"),
            pValue: number("upper tail of chi-square"),
          })
          .nullable()
          .describe("null where users have several rows, which it would take as independent"),
      })
      .nullable()
      .describe("calibration of the fitted probabilities of treatment; null without a propensity model"),
    outcome: z
      .strictObject({
        sentence: text("what was found"),
        bins,
        residuals: z
          .strictObject({
            rows: count("analysis rows"),
            rootMeanSquare: number("root of the mean square of the residuals, unit of the outcome"),
            explained: z
              .number()
              .nullable()
              .describe("1 - mean square of the residuals over the outcome's variance; null for a constant"),
            min: number("smallest residual (observed minus predicted), unit of the outcome"),
            q01: number("0.01 quantile, type 7"),
            q25: number("0.25 quantile"),
            median: number("median"),
            q75: number("0.75 quantile"),
            q99: number("0.99 quantile"),
            max: number("largest residual"),
            largestUser: text("user of the row with the largest absolute residual"),
            largestDate: text("day of that row"),
          })
          .describe("observed minus predicted under the treatment that was received"),
      })
      .nullable()
      .describe("the outcome regressions of the question; null when no estimator uses them"),
    naturalCourse: z
      .strictObject({
        sentence: text("what was found"),
        days: z
          .array(
            z.strictObject({
              date: text("calendar day"),
              rows: count("analysis rows of the day"),
              predicted: number("mean predicted outcome under the treatment received, unit of the outcome"),
              observed: number("mean observed outcome, unit of the outcome"),
              lower: z
                .number()
                .nullable()
                .describe(
                  "lower end of the interval of observed minus predicted, simultaneous over days; null for one row",
                ),
              upper: z.number().nullable().describe("its upper end"),
            }),
          )
          .describe("day by day, to six digits"),
      })
      .nullable()
      .describe("predicted beside observed means; null when no estimator uses outcome regressions"),
  })
  .describe("do the fitted models give back what was observed");
