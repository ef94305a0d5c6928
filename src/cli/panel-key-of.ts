import type { PanelDefinition } from "../definition/panel-definition.js";
import { canonicalJson } from "../files/canonical-json.js";
import { hashText } from "../files/hash.js";
import { inputFingerprints } from "../panel/store/input-fingerprint.js";
import type { NamedLog } from "./log-input.js";

/** What of the input is a choice; where the log lies is none. */
export function choicesOf({ input }: NamedLog): Readonly<Record<string, unknown>> {
  const { archive: _a, directory: _d, table: _t, ...choices } = input;
  return choices;
}

/**
 * Recognises what a panel folder would hold, without reading the log: SHA-256 over the source, its choices, the
 * fingerprint of the input, the definition (or that it is the source's own), the version and whether a page is made.
 */
export async function panelKeyOf(
  named: NamedLog,
  definition: PanelDefinition | undefined,
  version: string,
  report: boolean,
): Promise<string> {
  const { archive, directory, table } = named.input;
  const inputs = await inputFingerprints(archive ?? directory ?? table ?? "");
  return hashText(
    canonicalJson({
      format: 1,
      version,
      source: named.source,
      choices: choicesOf(named),
      inputs: (inputs ?? []).map((print) => ({ ...print })),
      definition: definition ?? null,
      report,
    }),
  );
}
