import { z } from "zod";
import { checkCall, kinds } from "../../call-check.js";
import type { Audit } from "../../results/audit.js";

const text = (sentence: string) => z.string().describe(sentence);
const count = (sentence: string) => z.number().int().nonnegative().describe(sentence);
const share = (sentence: string) => z.number().min(0).max(1).describe(sentence);

/** `audit.json`: what was found in a log and what was done about it. A change of meaning raises `schemaVersion`. */
export const auditSchema = z
  .strictObject({
    schemaVersion: z.literal(1).describe("version of this shape"),
    source: text("which source read the log"),
    origin: z.enum(["recorded", "simulated"]).describe("whether people or a simulator made the log"),
    rows: z
      .array(
        z.strictObject({
          table: text("table of the log"),
          check: text('stable key, e.g. "rows_read", "cut_user_dropped"'),
          rows: count("rows it concerns"),
          share: share("rows as a share of those read from the table; 0 where it has no meaning"),
          action: z.enum(["kept", "dropped", "repaired", "noted"]).describe("what was done"),
          sentence: text("the finding in words"),
        }),
      )
      .describe("rows in, out and repaired, with the reasons"),
    fixedQuota: z
      .strictObject({
        users: count("users"),
        meanRowsPerUser: z.number().nonnegative().describe("mean rows a user"),
        coefficientOfVariation: z.number().nonnegative().describe("standard deviation (n - 1) over mean"),
        catalogue: count("distinct items in the log; 0 where it has none"),
        shareAtCatalogue: share("users who saw at least 99 % of the catalogue without repeats"),
        bound: z.boolean().describe("whether how the log was collected fixes the rows of a user"),
        judged: z.boolean().describe("false where the log does not let that be told"),
        sentence: text("the finding in words"),
      })
      .describe("whether rows per user are fixed by how the log was collected"),
  })
  .describe("Audit of a log (audit.json), version 1");

export type AuditFile = z.infer<typeof auditSchema>;

/** The audit of a log as it is written, held to its schema. */
export function auditFile(log: {
  readonly source: string;
  readonly origin: "recorded" | "simulated";
  readonly audit: Audit;
}): AuditFile {
  checkCall("auditFile", log, { source: kinds.text, origin: kinds.text, audit: kinds.object });
  return auditSchema.parse({ schemaVersion: 1, source: log.source, origin: log.origin, ...log.audit });
}
