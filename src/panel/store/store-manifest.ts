import { z } from "zod";
import { canonicalJson } from "../../files/canonical-json.js";
import { hashText } from "../../files/hash.js";
import { storeFormat } from "./panel-key.js";

const manifestSchema = z.object({
  format: z.literal(storeFormat),
  key: z.string(),
  family: z.string(),
  growth: z.union([
    z.object({ whole: z.string() }),
    z.object({
      bytes: z.number(),
      sha256: z.string(),
      facts: z.looseObject({}),
      largest: z.record(z.string(), z.number()),
      tables: z.record(z.string(), z.object({ bytes: z.number(), hash: z.string() })),
    }),
  ]),
  order: z.enum(["LE", "BE"]),
  bytes: z.number(),
  hash: z.string(),
  sections: z.array(
    z.object({
      group: z.enum(["users", "user", "day", "measures", "baseline"]),
      name: z.string(),
      offset: z.number(),
      length: z.number(),
    }),
  ),
  shape: z.object({ firstDay: z.number(), days: z.number(), rows: z.number() }),
  log: z.unknown(),
  versions: z.record(z.string(), z.string()),
  check: z.string(),
});

export type StoreManifest = z.infer<typeof manifestSchema>;

/** The manifest of an entry of the store, undefined where it is not what was written. */
export function checkedManifest(text: string): StoreManifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { check, ...content } = value as { readonly check: string };
  return hashText(canonicalJson(content)) === check ? parsed.data : undefined;
}
