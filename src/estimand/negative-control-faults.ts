import { type DayWindow, describeWindow } from "../definition/day-window.js";
import { didYouMean } from "../definition/nearest-name.js";
import type { PanelColumn } from "../definition/panel-column.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { mayExist } from "../definition/readable-panel.js";
import type { TreatmentRule } from "../definition/treatment.js";
import { treatmentColumnsOf, treatmentKindOf } from "../definition/treatment-doc.js";
import type { Issue } from "../errors.js";
import type { WrittenColumn } from "./adjustment-faults.js";
import { columnAncestors } from "./column-ancestors.js";
import { field } from "./field.js";
import { treatmentOpens } from "./treatment-opens.js";

/** What negative controls are held against. */
export interface NegativeControlContext {
  readonly panel: PanelDefinition;
  readonly columns: ReadonlyMap<string, PanelColumn>;
  readonly unread: readonly string[];
  /** The question's own treatments. */
  readonly rules: readonly TreatmentRule[];
  readonly outcome: string | undefined;
  readonly adjustment: readonly WrittenColumn[];
}

/**
 * The lint of negative controls. A control outcome may not be the outcome, an adjustment column, or made of the same measure as the
 * outcome; a later or same-day one not of a measure that the treatment is computed from; an earlier one must close before the
 * treatment opens, and not be made of days that are adjusted for, which the analysis balances already. A control treatment
 * may not be the question's, nor be computed from a measure that the question's treatment or its outcome is made of.
 * Whether nothing can pass from treatment to outcome is the user's to know.
 */
export function negativeControlFaults(controls: unknown, context: NegativeControlContext): readonly Issue[] {
  if (typeof controls !== "object" || controls === null) return [];
  const outcomes = field(controls, "outcomes");
  const treatments = field(controls, "treatments");
  const none: readonly Issue[] =
    outcomes === undefined && treatments === undefined
      ? [{ path: "negativeControls", message: "names no control; give outcomes or treatments" }]
      : [];
  return [
    ...none,
    ...listFaults("outcomes", outcomes, (name) => outcomeFault(name, context), context.unread),
    ...listFaults("treatments", treatments, (name) => treatmentFault(name, context), context.unread),
  ];
}

function listFaults(
  key: string,
  list: unknown,
  faultOf: (name: string) => string | undefined,
  unread: readonly string[],
): readonly Issue[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((name: unknown, i): readonly Issue[] => {
    if (typeof name !== "string" || name === "" || mayExist(name, unread)) return [];
    const first = list.indexOf(name);
    const fault =
      first < i ? `already stands in negativeControls.${key}[${first}]; name it once` : faultOf(name);
    return fault === undefined
      ? []
      : [{ path: `negativeControls.${key}[${i}]`, message: `"${name}" ${fault}` }];
  });
}

function outcomeFault(name: string, context: NegativeControlContext): string | undefined {
  const { columns, outcome, rules, adjustment } = context;
  const column = columns.get(name);
  if (column === undefined) {
    const able = [...columns.values()].filter(isAble).map((each) => each.name);
    return `is no column of the panel${didYouMean(name, able)}`;
  }
  const { kind, window } = column;
  if (!isAble(column))
    return `is a ${kind} column (${describeWindow(window)}); a control outcome is a future, measure or history column`;
  if (name === outcome) return "is the outcome; a control is what the treatment cannot reach";
  const adjusted = adjustment.find((entry) => entry.column === name);
  if (adjusted !== undefined)
    return `is adjusted for (${adjusted.path}), so the analysis has made it equal; a control must not be`;
  const measures = measuresOf(columns, name);
  const opens = treatmentOpens(rules, [...columns.values()]);
  if (kind === "history") {
    if (opens === "beginning" || (opens < 0 && typeof window.to === "number" && window.to >= opens))
      return `speaks of ${describeWindow(window)}, and the treatment is made of ${describeWindow({ from: opens, to: 0 })}; an earlier control must close before the treatment opens`;
    const balanced = adjustment.find(
      (entry) =>
        overlap(window, columns.get(entry.column)?.window) &&
        common(measures, measuresOf(columns, entry.column)) !== undefined,
    );
    return balanced === undefined
      ? undefined
      : `speaks of ${describeWindow(window)}, as the adjusted "${balanced.column}" does, and is made of the same measure; the analysis balances it already`;
  }
  const ofOutcome = outcome === undefined ? undefined : common(measures, measuresOf(columns, outcome));
  if (ofOutcome !== undefined)
    return `is made of "${ofOutcome}", as the outcome is; a treatment that moves the outcome moves it too`;
  const ofTreatment = common(measures, treatedMeasures(columns, rules));
  return ofTreatment === undefined
    ? undefined
    : `is made of "${ofTreatment}", which the treatment is computed from; a control must be out of its reach`;
}

function treatmentFault(name: string, context: NegativeControlContext): string | undefined {
  const { panel, columns, outcome, rules } = context;
  const rule = Object.hasOwn(panel.treatments, name) ? panel.treatments[name] : undefined;
  if (rule === undefined)
    return `is no candidate treatment of the panel${didYouMean(name, Object.keys(panel.treatments))}`;
  const kind = treatmentKindOf(rule);
  if (kind !== "binary") return `is ${kind}; a control treatment is binary, as the question's is`;
  if (rules.includes(rule)) return "is the question's own treatment";
  const own = treatedMeasures(columns, [rule]);
  const ofTreatment = common(own, treatedMeasures(columns, rules));
  if (ofTreatment !== undefined)
    return `is computed from "${ofTreatment}", as the question's treatment is; a control must be another thing`;
  const ofOutcome = outcome === undefined ? undefined : common(own, measuresOf(columns, outcome));
  return ofOutcome === undefined
    ? undefined
    : `is computed from "${ofOutcome}", which the outcome is made of; a control must not reach the outcome`;
}

const isAble = ({ kind }: PanelColumn): boolean =>
  kind === "future" || kind === "measure" || kind === "history";

/** Measures that a column is, or is made of. */
function measuresOf(columns: ReadonlyMap<string, PanelColumn>, name: string): ReadonlySet<string> {
  const all = [name, ...columnAncestors(columns, name)];
  return new Set(all.filter((each) => columns.get(each)?.kind === "measure"));
}

/** Measures that treatments look at; the sub-population that they are defined in is none of them. */
function treatedMeasures(
  columns: ReadonlyMap<string, PanelColumn>,
  rules: readonly TreatmentRule[],
): ReadonlySet<string> {
  const looked = rules.flatMap((rule) => treatmentColumnsOf(rule).filter((name) => name !== rule.among));
  return new Set(looked.flatMap((name) => [...measuresOf(columns, name)]));
}

const common = (a: ReadonlySet<string>, b: ReadonlySet<string>): string | undefined =>
  [...a].find((each) => b.has(each));

function overlap(a: DayWindow, b: DayWindow | undefined): boolean {
  if (b === undefined) return false;
  const from = (window: DayWindow) => (window.from === "beginning" ? Number.NEGATIVE_INFINITY : window.from);
  const to = (window: DayWindow) => (window.to === "entry" ? Number.NEGATIVE_INFINITY : window.to);
  return from(a) <= to(b) && from(b) <= to(a);
}
