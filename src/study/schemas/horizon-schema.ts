import { z } from "zod";

const number = (sentence: string) => z.number().describe(sentence);

const point = (sentence: string) =>
  z
    .strictObject({
      estimate: number("treated minus untreated, unit of the outcome"),
      standardError: number("clustered by user, unit of the outcome"),
      lower: number("lower end of its own interval, unit of the outcome"),
      upper: number("upper end"),
      bandLower: number("lower end of the band that holds at all points together, unit of the outcome"),
      bandUpper: number("upper end"),
    })
    .describe(sentence);

/** How the difference grows over the outcome's window. */
export const horizonSchema = z
  .strictObject({
    evaluated: z.boolean().describe("whether the outcome is a sum whose days can be added up one by one"),
    sentence: z.string().describe("what was found, or why it was not evaluated"),
    step: z.enum(["day", "week", "period"]).describe("what the window counts"),
    level: number("coverage that intervals and bands aim at, between 0 and 1"),
    points: z
      .array(
        z.strictObject({
          steps: z.number().int().positive().describe("k: steps after the day of treatment"),
          cumulative: point("on the outcome of steps 1 to k; at the last point, the primary estimate itself"),
          own: point(
            "on the outcome of step k alone: this point's difference less that of the one before it",
          ),
        }),
      )
      .describe("one a step of the outcome's window; empty when not evaluated"),
  })
  .describe(
    "the primary estimate as the outcome's window grows, on the rows that are complete at its end; left out of results made before it was asked",
  );
