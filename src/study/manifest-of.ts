import { checkCall, kinds } from "../call-check.js";
import { hashText } from "../files/hash.js";
import type { Provenance } from "./provenance.js";
import { type Manifest, manifestSchema } from "./schemas/manifest-schema.js";

export interface ManifestInput {
  readonly provenance: Provenance;
  /** The command that repeats the run; file names without folders. */
  readonly command: string;
  /** The other files of the run by relative path: report, tables, charts; result.json has a hash of its own. */
  readonly files: ReadonlyMap<string, string>;
}

/** The manifest of a run, held to its schema; files in order of their path. */
export function manifestOf(input: ManifestInput): Manifest {
  checkCall("manifestOf", input, { provenance: kinds.object, command: kinds.text, files: kinds.iterable });
  const { provenance, command, files } = input;
  const hashes = [...files.keys()]
    .filter((path) => path !== "result.json" && path !== "manifest.json")
    .sort()
    .map((path) => [path, hashText(files.get(path)!)] as const);
  return manifestSchema.parse({
    schemaVersion: 1,
    ...provenance,
    command,
    files: Object.fromEntries(hashes),
  });
}
