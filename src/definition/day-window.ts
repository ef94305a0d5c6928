import { checkCall, kinds } from "../call-check.js";
import type { StepUnit } from "./step-unit.js";

/**
 * The days a column speaks of, relative to the day of its own row: today is [0, 0], yesterday [-1, -1].
 * A baseline attribute is known from the beginning until the user's entry; a history without end reaches from the
 * beginning to yesterday. Never typed by hand: it follows from how the column was made.
 */
export interface DayWindow {
  readonly from: number | "beginning";
  readonly to: number | "entry";
  /** What is counted on a grid of weeks or numbered periods; left out, days. */
  readonly step?: Exclude<StepUnit, "day">;
}

export const today: DayWindow = { from: 0, to: 0 };
export const atBaseline: DayWindow = { from: "beginning", to: "entry" };

/** "day 0", "days -3 to -1", "weeks 1 to 7", "entry to day -1", "before entry". */
export function describeWindow(window: DayWindow): string {
  checkCall("describeWindow", window, { from: kinds.given, to: kinds.given });
  const step = window.step ?? "day";
  if (window.to === "entry") return "before entry";
  if (window.from === "beginning") return `entry to ${step} ${window.to}`;
  if (window.from === window.to) return `${step} ${window.from}`;
  return `${step}s ${window.from} to ${window.to}`;
}
