import { z } from "zod";

const whole = z.number().int().nonnegative();

/** truth.json: the known answer of a simulated log, found in an independent population of the same world. */
export const truthSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    world: z.string(),
    seed: whole.describe("seed of the log"),
    users: whole.describe("users of the log"),
    days: whole.describe("calendar days of the log"),
    firstDay: z.string().describe("first day of the log, YYYY-MM-DD"),
    table: z.string().describe("table of events that it is about"),
    treatment: z.strictObject({
      column: z.string(),
      cut: z.number().describe("an active day with at least this much was a pushed day"),
      among: z.string().describe("column that is 1 on active days"),
    }),
    outcome: z.strictObject({
      kind: z.literal("sumOverNext"),
      column: z.string(),
      days: whole.describe("days after the pushed one that are summed"),
    }),
    lookBack: whole.describe("days of history that an eligible user-day has inside the log"),
    effect: z.strictObject({
      estimate: z.number().describe("effect of pushing one day, outcome units per eligible user-day"),
      monteCarloError: z.number().nonnegative().describe("its standard error from a finite population"),
    }),
    population: z.strictObject({
      users: whole,
      userDays: whole.describe("eligible user-days, each forked"),
      seed: whole,
    }),
  })
  .describe("Truth of a simulated log (truth.json), version 1");

export type TruthFile = z.infer<typeof truthSchema>;
