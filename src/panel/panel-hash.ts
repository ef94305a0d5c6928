import type { PanelDefinition } from "../definition/panel-definition.js";
import { canonicalJson } from "../files/canonical-json.js";
import { hashText } from "../files/hash.js";

/**
 * Recognises a panel: SHA-256 over its definition and the fingerprint of its input. Treatments are evaluated on read
 * and are no part of it, so a new treatment definition never makes a new panel.
 */
export function panelHash(definition: PanelDefinition, inputHash: string): string {
  const { treatments: _, ...columns } = definition;
  return hashText(canonicalJson({ definition: columns, input: inputHash }));
}
