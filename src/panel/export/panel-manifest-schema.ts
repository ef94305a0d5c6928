import { z } from "zod";

const text = (sentence: string) => z.string().describe(sentence);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);

/** `manifest.json` of a panel: from what, by which definition and with which versions it was made, and its files. */
export const panelManifestSchema = z
  .strictObject({
    schemaVersion: z.literal(1).describe("version of this shape"),
    kind: z.literal("panel").describe("tells it from the manifest of a run"),
    command: text("the command that makes it again; file names without folders"),
    key: text(
      "SHA-256 over source, options, fingerprint of the input (size, time of change, zip directory or edge hashes), definition and version: the same key is found again instead of rebuilt",
    ),
    source: text("which source read the log"),
    origin: z.enum(["recorded", "simulated"]).describe("whether people or a simulator made the log"),
    options: z.record(z.string(), z.unknown()).describe("what of the log was read, and how"),
    definition: z.unknown().describe("the panel's definition as plain data; --definition takes it as JSON"),
    definitionHash: text("SHA-256 of the definition as canonical JSON"),
    panelHash: text("SHA-256 of the definition without its treatments, and of the input"),
    sources: z
      .array(
        z.strictObject({
          name: text("member or file name without a folder"),
          bytes: count("size, unpacked"),
          crc32: text("CRC-32 as eight hex digits: of a zip member whole, of a file's first and last MiB"),
        }),
      )
      .describe("the files that were read"),
    log: z
      .strictObject({
        step: z.enum(["day", "week", "period"]).describe("what one step of the panel's grid is"),
        firstDay: text("first day (first day of the week, number of the period)"),
        lastDay: text("last day"),
        days: count("steps of the calendar"),
        gapDays: count("steps on which nobody was logged"),
      })
      .describe("the log's calendar"),
    rows: z
      .strictObject({
        events: count("rows of the event table"),
        users: count("users of the panel"),
        userDays: count("rows of the panel"),
        availableUserDays: count("rows on which the user was available"),
        activeDaysLeftOut: count("active user-days that are no rows: before entry or after exit"),
        columns: count("columns of the panel but for user and day"),
      })
      .describe("how much there is"),
    versions: z
      .record(z.string(), z.string())
      .describe("versions of this package, the engine and the platform"),
    files: z
      .record(z.string(), z.strictObject({ bytes: count("size"), sha256: text("hash") }))
      .describe("every other file of the folder"),
  })
  .describe("Manifest of a panel (manifest.json), version 1");

export type PanelManifest = z.infer<typeof panelManifestSchema>;
