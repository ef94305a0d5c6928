import { didYouMean } from "../../definition/nearest-name.js";
import type { Engine } from "../../engine/engine.js";
import { quoteLiteral } from "../../engine/quote-sql.js";
import { SourceError } from "../../errors.js";

/**
 * The name of a time zone as the engine writes it, once both this runtime's and the engine's zone tables know it.
 * @throws SourceError "table.unknown-time-zone" with the near miss
 */
export async function timeZone(engine: Engine, zone: string): Promise<string> {
  const known = isZone(zone)
    ? await engine.objects(
        `SELECT name FROM pg_timezone_names() WHERE lower(name) = lower(${quoteLiteral(zone)}) ORDER BY name LIMIT 1`,
      )
    : [];
  if (known[0] !== undefined) return String(known[0].name);
  throw new SourceError(
    "table.unknown-time-zone",
    `time zone "${zone}" is not known; expected an IANA name such as "Europe/Paris"${didYouMean(zone, Intl.supportedValuesOf("timeZone"))}`,
    { zone },
  );
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
