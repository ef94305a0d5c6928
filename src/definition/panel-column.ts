import type { DayWindow } from "./day-window.js";

export type ColumnKind = "measure" | "history" | "future" | "baseline" | "calendar" | "treatment";

/** One column of a panel: what it is, in which unit, over which days, and what it was made from. */
export interface PanelColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly unit: string;
  readonly window: DayWindow;
  /** Columns of the same panel it was made from, nearest first; empty for base measures. */
  readonly derivedFrom: readonly string[];
  readonly sentence: string;
  /** What each code of a categorical attribute means: `levels[code]`. */
  readonly levels?: readonly string[];
}
