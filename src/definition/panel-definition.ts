import type { BaselineRule } from "./baseline.js";
import type { CalendarRule } from "./calendar.js";
import type { EntryRule, ExitRule } from "./entry-exit.js";
import type { FutureRule } from "./future.js";
import type { HistoryRule } from "./history.js";
import type { Measure } from "./measure.js";
import type { TreatmentRule } from "./treatment.js";

/** A user-day panel, written down as plain data. `definePanel` makes one whose column names the compiler knows. */
export interface PanelDefinition {
  /** Event columns of the unit and the local calendar day. */
  readonly unit: string;
  readonly day: string;
  /** Event column that orders the events of a day; `first` and `last` need it. */
  readonly time?: string;
  /** The measure that says whether a user was available for treatment on a day (kind "active" or "positive"). */
  readonly available: string;
  readonly measures: Readonly<Record<string, Measure>>;
  readonly history: Readonly<Record<string, HistoryRule>>;
  readonly future: Readonly<Record<string, FutureRule>>;
  readonly baseline: Readonly<Record<string, BaselineRule>>;
  readonly calendar: Readonly<Record<string, CalendarRule>>;
  readonly treatments: Readonly<Record<string, TreatmentRule>>;
  readonly entry: EntryRule;
  /** Left out: nobody leaves before the log ends. */
  readonly exit?: ExitRule;
  /** Days on which nobody was logged: outside the log (no row, default) or inactive days like any other. */
  readonly gapDays: "notAtRisk" | "inactive";
}
