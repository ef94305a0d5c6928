import { z } from "zod";

const text = (sentence: string) => z.string().describe(sentence);

/** How a run can be done again: the question as data, what it was asked of, and with which versions. */
export const manifestSchema = z
  .strictObject({
    schemaVersion: z.literal(1).describe("version of this shape"),
    slug: text("name of the question's file"),
    command: text("the command that repeats the run from the project's root; file names without folders"),
    mapping: z
      .strictObject({
        file: text("name that the command gives it"),
        columns: z.unknown().describe("the mapping as plain data; --mapping accepts it as JSON"),
      })
      .exactOptional()
      .describe("file that said which columns of a table play which part; left out where there was none"),
    estimand: z.unknown().describe("the question as plain data; `counterday run` accepts it as JSON"),
    estimandHash: text("SHA-256 of the question as canonical JSON"),
    panelHash: text("SHA-256 of the panel's definition without its treatments, and of the input"),
    resultHash: text("SHA-256 of result.json"),
    sources: z
      .array(
        z.strictObject({
          name: text("member or file name without a folder"),
          bytes: z.number().int().nonnegative().describe("size, unpacked"),
          crc32: text("CRC-32 as eight hex digits"),
        }),
      )
      .describe("the files that were read"),
    seed: z.number().int().describe("seed of the question; the only source of randomness"),
    versions: z
      .record(z.string(), z.string())
      .describe("versions of this package, the engine and the platform"),
    rows: z.record(z.string(), z.number().int().nonnegative()).describe("rows at each stage of the run"),
    files: z.record(z.string(), z.string()).describe("SHA-256 of every other file of the run"),
    timings: z
      .array(
        z.strictObject({
          stage: text("stage of the run"),
          seconds: z.number().nonnegative().describe("wall-clock seconds"),
        }),
      )
      .describe("no part of any hash"),
  })
  .describe("Manifest of one run (manifest.json), version 1");

export type Manifest = z.infer<typeof manifestSchema>;
