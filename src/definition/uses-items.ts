import type { PanelDefinition } from "./panel-definition.js";

/** Whether a definition carries anything from the items to the day, so that a log's dimensions are needed. */
export function usesItems({ measures }: Pick<PanelDefinition, "measures">): boolean {
  return Object.values(measures).some(({ kind }) => kind === "itemMean");
}
