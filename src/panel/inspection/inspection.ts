import type { LogOrigin } from "../../results/log-origin.js";
import type { SourceFingerprint } from "../../sources/source.js";
import type { DictionaryRow } from "../column-dictionary.js";
import type { EntryExitRow } from "../entries-and-exits.js";
import type { AuditFile } from "../export/audit-schema.js";
import type { PanelOverview } from "../export/panel-overview.js";
import type { LongitudinalReadiness } from "../longitudinal-readiness.js";
import type { Summary } from "../summary/summary-schema.js";
import type { Histogram } from "./histogram.js";
import type { ItemPopularity } from "./item-popularity.js";

/** A stretch of days asked of the first candidate treatment, as an example of a longitudinal question. */
export interface InspectedStretch extends LongitudinalReadiness {
  readonly treatment: string;
  readonly outcome: string;
  readonly days: number;
}

/** Everything the page about a log and its panel shows: counts and tables, never rows of users. */
export interface Inspection {
  readonly source: string;
  readonly origin: LogOrigin;
  /** Name of the file or member that was read, without folder and ending. */
  readonly table: string;
  readonly overview: PanelOverview;
  readonly summary: Summary;
  readonly audit: AuditFile;
  readonly columns: readonly DictionaryRow[];
  readonly histograms: readonly Histogram[];
  readonly popularity: ItemPopularity | null;
  /** By day: users at risk, entering, leaving. */
  readonly people: readonly EntryExitRow[];
  readonly stretch: InspectedStretch | null;
  readonly panelHash: string;
  readonly sources: readonly SourceFingerprint[];
  readonly versions: Readonly<Record<string, string>>;
  /** The command that shows it again. */
  readonly command: string;
}
