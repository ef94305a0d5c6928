import { packageVersion } from "../../files/package-version.js";
import type { LogInput } from "../../sources/source.js";
import { isDefaultChoice } from "../default-choice.js";
import { type InputFingerprint, inputFingerprints } from "./input-fingerprint.js";
import type { PanelOrigin } from "./panel-key.js";

/** Members of a source's input that say where the log lies; all others are choices and count in the key. */
const places = ["archive", "directory", "table"] as const;

/**
 * What a source is about to read, recognised without reading it: the files' fingerprints and every choice that asks for
 * more than leaving it out would. Undefined where there is no file to recognise.
 * @throws SourceError of `openZip` for a zip whose directory is damaged
 */
export async function panelOrigin(source: string, input: LogInput): Promise<PanelOrigin | undefined> {
  const isPlace = (name: string) => (places as readonly string[]).includes(name);
  const members = Object.entries(input).filter(([name, value]) => !isDefaultChoice(name, value));
  const options = Object.fromEntries(members.filter(([name]) => !isPlace(name)));
  const inputs: InputFingerprint[] = [];
  for (const [name, path] of members) {
    if (!isPlace(name)) continue;
    const found = await inputFingerprints(String(path));
    if (found === undefined) return undefined;
    inputs.push(...found);
  }
  return { version: await packageVersion(), source, options, inputs };
}
