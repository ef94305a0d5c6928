import { z } from "zod";

const text = (sentence: string) => z.string().describe(sentence);
const number = (sentence: string) => z.number().describe(sentence);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);

const falsificationRow = z.strictObject({
  item: text("what was estimated"),
  estimate: number("unit of the check"),
  standardError: z.number().nullable().describe("clustered by user; null where the row has none of its own"),
  lower: z.number().nullable().describe("lower end of its interval; null where there is none"),
  upper: z.number().nullable().describe("its upper end; null where there is none"),
  pValue: z
    .number()
    .nullable()
    .describe(
      "of a test of what is expected, adjusted over the rows of the check (Holm); null without a test",
    ),
  rows: count("analysis rows behind it"),
  truncation: z
    .strictObject({
      share: number(
        "share of the weights cut at each end: 0 cuts nothing, 0.01 cuts at the 0.01 and 0.99 quantiles",
      ),
      moved: count("analysis rows whose weight was moved to a cut"),
      effective: number("(sum of weights)² / sum of squared weights, added over arms"),
    })
    .optional()
    .describe("how the weights behind it were truncated; left out where truncation is not what is checked"),
  simulated: z
    .strictObject({
      truth: number("the effect that was put in, unit of the outcome"),
      monteCarloError: number("error of the mean miss by the number of simulations, unit of the outcome"),
      chanceError: number("its error by who happened to be treated, unit of the outcome"),
      deviation: number(
        "standard deviation of the estimates, unit of the outcome; the row's standard error is the mean of their own",
      ),
      coverage: number("share of the intervals that hold the truth"),
      coverageError: number("error of such a share by the number of simulations"),
      replicates: count("simulated outcomes"),
    })
    .optional()
    .describe(
      "simulations with a known effect, of which the estimate is the mean miss; left out where nothing was simulated",
    ),
});

/** One check that estimates again, as results hold it. */
export const falsificationSchema = z
  .strictObject({
    name: text("name of the check"),
    label: text("name of the check in words"),
    standing: z
      .enum(["gate", "display", "sensitivity"])
      .describe(
        "gate: a gate of the same name judges it; display: shown and judged by nobody; sensitivity: how far the estimate moves",
      ),
    expected: text("what the numbers should be when nothing is wrong"),
    source: text("where the check comes from"),
    unit: text("unit of the estimates"),
    evaluated: z.boolean().describe("whether the data allow the check"),
    sentence: text("what was found, or why it was not evaluated"),
    rows: z.array(falsificationRow).describe("the numbers of the check; empty when not evaluated"),
    calibration: z
      .strictObject({
        mean: number("mean systematic error of the controls, unit of the outcome"),
        standardDeviation: number("its standard deviation from control to control"),
        expectedAbsoluteError: number("mean size of the error, whichever its sign"),
        controls: count("negative controls behind it"),
        estimate: number("the primary estimate less the mean error"),
        lower: number("lower end of the calibrated interval"),
        upper: number("its upper end"),
        pValue: number("calibrated p-value of no effect"),
      })
      .optional()
      .describe("empirical calibration (Schuemie et al. 2018); left out without enough negative controls"),
  })
  .describe("One attempt to prove the answer wrong");

/** E-value, robustness value and bound of the bias, as results hold them. */
export const sensitivitySchema = z
  .strictObject({
    eValue: z
      .strictObject({
        evaluated: z.boolean().describe("whether the estimate is in the E-value's domain"),
        sentence: text("the E-value in words, or why there is none"),
        point: z
          .number()
          .nullable()
          .describe(
            "risk ratio of a hidden confounder with treatment and outcome that would explain the estimate; null without one",
          ),
        interval: z
          .number()
          .nullable()
          .describe("the same for the end of the interval nearer to no effect; 1 when it holds no effect"),
        riskRatio: z.number().nullable().describe("the risk ratio it is of"),
        approximate: z.boolean().describe("whether a difference of means stands as a risk ratio"),
      })
      .describe("E-value (VanderWeele & Ding 2017)"),
    robustness: z
      .strictObject({
        evaluated: z.boolean().describe("whether there is a linear companion"),
        sentence: text("the robustness value in words, or why there is none"),
        estimate: z
          .number()
          .nullable()
          .describe("the companion regression's own estimate, unit of the outcome"),
        standardError: z.number().nullable().describe("its error clustered by user"),
        partialR2: z
          .number()
          .nullable()
          .describe("share of the outcome's residual variance that treatment explains"),
        value: z
          .number()
          .nullable()
          .describe(
            "share of residual variance of treatment and outcome a hidden confounder needs to bring it to 0",
          ),
        significanceValue: z.number().nullable().describe("the same, to make its interval hold 0"),
        benchmarks: z
          .array(
            z.strictObject({
              column: text("adjustment column"),
              ofTreatment: number(
                "share of treatment's residual variance a confounder as strong as it explains",
              ),
              ofOutcome: number("share of the outcome's residual variance it explains"),
              estimate: number(
                "the companion's estimate with such a confounder held equal, unit of the outcome",
              ),
            }),
          )
          .describe("hidden confounders as strong as each observed column"),
        contour: z
          .array(
            z.strictObject({
              ofTreatment: number("share of treatment's residual variance a hidden confounder explains"),
              ofOutcome: number("share of the outcome's residual variance it explains"),
              estimate: number("the companion's estimate with it held equal, unit of the outcome"),
            }),
          )
          .describe("the estimate over a grid of strengths, for a contour plot"),
      })
      .describe("robustness value of a linear companion (Cinelli & Hazlett 2020)"),
    bound: z
      .strictObject({
        evaluated: z.boolean().describe("whether the primary estimator has such a bound"),
        sentence: text("the bound in words, or why there is none"),
        estimate: z.number().nullable().describe("the primary estimate, unit of the outcome"),
        standardError: z.number().nullable().describe("its error clustered by user"),
        scale: z
          .number()
          .nullable()
          .describe("S, the bias per unit of a confounder's reach, unit of the outcome"),
        value: z
          .number()
          .nullable()
          .describe(
            "share of the outcome's residual variance and of the representer's variance a hidden confounder needs to bring the estimate to 0",
          ),
        significanceValue: z.number().nullable().describe("the same, to make its interval hold 0"),
        benchmarks: z
          .array(
            z.strictObject({
              column: text("adjustment column"),
              ofTreatment: number("share of the representer's variance a confounder as strong as it adds"),
              ofOutcome: number("share of the outcome's residual variance it explains"),
              estimate: number("the end of the bound on the side of 0, unit of the outcome"),
              lower: number("lower end of the bound"),
              upper: number("its upper end"),
              confidenceLower: number("lower confidence limit of the lower end"),
              confidenceUpper: number("upper confidence limit of the upper end"),
            }),
          )
          .describe("hidden confounders as strong as each observed column"),
        contour: z
          .array(
            z.strictObject({
              ofTreatment: number("share of the representer's variance a hidden confounder adds"),
              ofOutcome: number("share of the outcome's residual variance it explains"),
              estimate: number("the end of the bound on the side of 0, unit of the outcome"),
            }),
          )
          .describe("that end over a grid of strengths, for a contour plot"),
      })
      .describe("bound of the primary estimate's own bias (Chernozhukov et al. 2022)"),
  })
  .describe("how strong a hidden confounder would have to be");
