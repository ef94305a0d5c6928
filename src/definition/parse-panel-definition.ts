import type { Issue } from "../errors.js";
import type { PanelDefinition } from "./panel-definition.js";
import { panelFaults } from "./panel-faults.js";
import { panelSchema } from "./panel-schema.js";
import { readablePanel } from "./readable-panel.js";
import { schemaIssues } from "./schema-issues.js";

/** A definition read from anything, with every fault found; `definition` is there when its shape at least is right. */
export interface ParsedPanel {
  readonly definition?: PanelDefinition;
  readonly issues: readonly Issue[];
}

/** Checks the shape of a panel definition and then what its names refer to. Never throws. */
export function parsePanelDefinition(value: unknown): ParsedPanel {
  const parsed = panelSchema.safeParse(value);
  if (!parsed.success) {
    const readable = readablePanel(value);
    return {
      issues: [
        ...schemaIssues(parsed.error, value, panelSchema),
        ...(readable === undefined ? [] : panelFaults(readable.definition, readable.unread)),
      ],
    };
  }
  return { definition: parsed.data, issues: panelFaults(parsed.data) };
}
