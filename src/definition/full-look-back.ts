import type { PanelColumn } from "./panel-column.js";

/**
 * Days before its own row that the named columns reach, at most; baseline, calendar and same-day columns reach none. A
 * history without end (decayed, cumulative, streak, days since) is bounded by the user's entry, so its full look-back is
 * all there is since then: it asks for yesterday to lie in the log, and its value is not known where a platform gap lies
 * within its reach, which the last step of eligibility drops.
 */
export function fullLookBack(columns: readonly PanelColumn[], names: readonly string[]): number {
  const reach = columns
    .filter(({ name }) => names.includes(name))
    .map(({ window }) => {
      if (typeof window.from === "number") return -window.from;
      return window.to === "entry" ? 0 : 1;
    });
  return Math.max(0, ...reach);
}
