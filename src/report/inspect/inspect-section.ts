import type { Inspection } from "../../panel/inspection/inspection.js";
import type { Html } from "../html.js";

/** What a section of the page about a log may draw on. */
export interface InspectContext {
  readonly inspection: Inspection;
  /** The figures of a chart family, one after another; nothing where none is drawn. */
  readonly figures: (family: string) => Html;
}

/** One part of the page. The one without `lead` is the first screen and lays itself out. */
export interface InspectSection {
  readonly id: string;
  readonly title: string;
  /** Whether the log has what it speaks of; left out, it always has. */
  readonly drawn?: (inspection: Inspection) => boolean;
  readonly lead?: (inspection: Inspection) => string;
  readonly body: (context: InspectContext) => Html;
}
