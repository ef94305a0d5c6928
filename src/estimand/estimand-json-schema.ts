import { z } from "zod";
import { estimandSchema } from "./estimand-schema.js";

/** JSON Schema (2020-12) of an estimand file as people write it; defaults may be left out. */
export function estimandJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(estimandSchema, { io: "input" }) as Readonly<Record<string, unknown>>;
}
