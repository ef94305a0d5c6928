import { describeWindow } from "../definition/day-window.js";
import { didYouMean } from "../definition/nearest-name.js";
import type { PanelColumn } from "../definition/panel-column.js";
import { mayExist } from "../definition/readable-panel.js";
import type { Issue } from "../errors.js";
import { columnAncestors } from "./column-ancestors.js";

export const adjustmentGroups = ["history", "baseline", "calendar"] as const;
export type AdjustmentGroup = (typeof adjustmentGroups)[number];

/** One column of an adjustment set and where it was written. */
export interface WrittenColumn {
  readonly group: AdjustmentGroup;
  readonly path: string;
  readonly column: string;
}

/** What the adjustment set is held against. */
export interface AdjustmentContext {
  readonly columns: ReadonlyMap<string, PanelColumn>;
  /** Keys of the panel's rules that could not be read; nothing is said of their columns. */
  readonly unread: readonly string[];
  /** Candidate treatments and columns that the question's treatments are computed from. */
  readonly treatments: ReadonlySet<string>;
  readonly treatmentColumns: ReadonlySet<string>;
  /** First day that any of the question's treatments is made of, relative to the row: 0 or earlier. */
  readonly treatmentOpens: number | "beginning";
  readonly outcome: string | undefined;
  /** Columns declared to be measured before treatment. */
  readonly measuredBefore: ReadonlySet<string>;
  /** What the columns are for, in messages; "adjustment" when left out. */
  readonly role?: "adjustment" | "segment";
}

/**
 * The leakage lint of adjustment columns. A column must close on day -1 or earlier, be fixed at entry, or depend on the
 * calendar alone; a measure of the treatment's own day passes only when declared `measuredBefore`, and never when it is,
 * or is formed from, or goes into, what the treatment is computed from. When the treatment is made of earlier days as
 * well (a streak, a condition on history columns), columns must close before the first of them. Also: columns in the wrong group, written
 * twice, unknown, the outcome itself, the treatment itself.
 */
export function adjustmentFaults(
  written: readonly WrittenColumn[],
  context: AdjustmentContext,
): readonly Issue[] {
  const first = new Map<string, string>();
  return written.flatMap((entry) => {
    const before = first.get(entry.column);
    if (before !== undefined) {
      return [{ path: entry.path, message: `"${entry.column}" already stands in ${before}; name it once` }];
    }
    first.set(entry.column, entry.path);
    const message = faultOf(entry, context);
    return message === undefined ? [] : [{ path: entry.path, message }];
  });
}

function faultOf({ group, column: name }: WrittenColumn, context: AdjustmentContext): string | undefined {
  const { columns, outcome, treatments } = context;
  const column = columns.get(name);
  if (column === undefined) {
    if (mayExist(name, context.unread)) return undefined;
    return `"${name}" is no column of the panel${didYouMean(name, namesOf(columns, group))}`;
  }
  const speaksOf = `"${name}" speaks of ${describeWindow(column.window)}`;
  const { none, one, otherwise } = wordsFor(context);
  if (name === outcome)
    return `${speaksOf} and is the outcome; ${context.role === "segment" ? none : "an outcome cannot adjust for itself"}`;
  if (outcome !== undefined && columnAncestors(columns, name).has(outcome)) {
    return `${speaksOf} and is derived from the outcome "${outcome}"; ${none}`;
  }
  const treatment = [name, ...columnAncestors(columns, name)].find((each) => treatments.has(each));
  if (treatment !== undefined) {
    return `${speaksOf} and is ${treatment === name ? "a treatment" : `derived from the treatment "${treatment}"`}; ${none}`;
  }
  const inside = insideTreatment(column, context);
  if (inside !== undefined) return inside;
  switch (column.kind) {
    case "history":
    case "baseline":
    case "calendar":
      return column.kind === group
        ? undefined
        : `"${name}" is a ${column.kind} column (${describeWindow(column.window)}); move it to adjustFor.${column.kind}`;
    case "measure":
      return sameDayFault(group, name, context);
    case "future":
    case "treatment":
      return `${speaksOf}; the treatment is on day 0 and ${one} must close on day -1 or earlier, else ${otherwise}`;
  }
}

/** A treatment that is made of several days is not over before the row's own day; columns must close before it opens. */
function insideTreatment(
  { name, kind, window }: PanelColumn,
  context: AdjustmentContext,
): string | undefined {
  const { treatmentOpens: opens } = context;
  if (opens === 0 || (kind !== "history" && kind !== "measure") || typeof window.to !== "number")
    return undefined;
  if (opens !== "beginning" && window.to < opens) return undefined;
  const rule = describeWindow({ from: opens, to: 0 });
  return `"${name}" speaks of ${describeWindow(window)}, and the treatment is made of ${rule}; ${wordsFor(context).one} must close before the treatment opens${opens === "beginning" ? "" : `, on day ${opens - 1} or earlier`}, else a part of the treatment is held equal`;
}

function sameDayFault(group: AdjustmentGroup, name: string, context: AdjustmentContext): string | undefined {
  const { columns, treatmentColumns, measuredBefore } = context;
  const source = [name, ...columnAncestors(columns, name)].find((each) => treatmentColumns.has(each));
  const feeds = [...treatmentColumns].find((each) => columnAncestors(columns, each).has(name));
  if (source !== undefined || feeds !== undefined) {
    const tie =
      source === name
        ? "the treatment is computed from it"
        : source !== undefined
          ? `it is formed from "${source}", which the treatment is computed from`
          : `"${feeds}", which the treatment is computed from, is formed from it`;
    return `"${name}" speaks of day 0 and ${tie}; such a column cannot be measured before the treatment. Use a history column`;
  }
  if (!measuredBefore.has(name)) {
    return `"${name}" speaks of day 0, the day of the treatment; ${wordsFor(context).one} must close on day -1 or earlier. Use a history column, or state in adjustFor.measuredBefore, with a reason, that it is measured before the treatment`;
  }
  return group === "history"
    ? undefined
    : `"${name}" is a measure of day 0; with measuredBefore it belongs in adjustFor.history`;
}

function wordsFor({ role = "adjustment" }: AdjustmentContext) {
  return role === "adjustment"
    ? {
        none: "no adjustment column may be",
        one: "an adjustment column",
        otherwise: "the future leaks into the adjustment",
      }
    : {
        none: "no segment column may be",
        one: "a segment column",
        otherwise: "what the treatment moves decides who is in a segment",
      };
}

function namesOf(columns: ReadonlyMap<string, PanelColumn>, group: AdjustmentGroup): readonly string[] {
  const all = [...columns.values()];
  const rank = (column: PanelColumn): number => (column.kind === group ? 0 : 1);
  return all
    .filter((column) => (adjustmentGroups as readonly string[]).includes(column.kind))
    .sort((a, b) => rank(a) - rank(b))
    .map((column) => column.name);
}
