import { z } from "zod";

/** How a run can be done again: the question as data, what it was asked of, and with which versions. */
export const manifestSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    slug: z.string(),
    command: z
      .string()
      .describe("the command that repeats the run from the project's root; file names without folders"),
    estimand: z.unknown().describe("the question as plain data; `counterday run` accepts it as JSON"),
    estimandHash: z.string(),
    panelHash: z.string(),
    resultHash: z.string().describe("SHA-256 of result.json"),
    sources: z.array(
      z.strictObject({ name: z.string(), bytes: z.number().int().nonnegative(), crc32: z.string() }),
    ),
    seed: z.number().int(),
    versions: z.record(z.string(), z.string()),
    rows: z.record(z.string(), z.number().int().nonnegative()),
    files: z.record(z.string(), z.string()).describe("SHA-256 of every other file of the run"),
    timings: z
      .array(z.strictObject({ stage: z.string(), seconds: z.number().nonnegative() }))
      .describe("wall-clock seconds; no part of any hash"),
  })
  .describe("Manifest of one run (manifest.json), version 1");

export type Manifest = z.infer<typeof manifestSchema>;
