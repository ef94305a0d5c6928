import { checkCall, kinds } from "../call-check.js";
import { baselineDoc } from "./baseline-doc.js";
import { calendarDoc } from "./calendar-doc.js";
import type { ColumnDoc } from "./column-doc.js";
import { today } from "./day-window.js";
import type { FutureNamedRule, FuturePrefixRule, FutureRule } from "./future.js";
import { futureDoc } from "./future-doc.js";
import { historyDoc } from "./history-doc.js";
import { isFlag } from "./measure.js";
import { describeMeasure } from "./measure-sentence.js";
import type { ColumnKind, PanelColumn } from "./panel-column.js";
import type { PanelDefinition } from "./panel-definition.js";
import type { StepUnit } from "./step-unit.js";
import { treatmentDoc } from "./treatment-doc.js";

/**
 * Every column of a panel in its order: measures, history, future, baseline, calendar, treatments. Within history and
 * leads, columns that speak of one measure stand together, as the definition first names them.
 *
 * Day windows relative to the row: measure [0, 0]; lag d [-d, -d]; prior windows of d days [-d, -1]; decayed sums,
 * streaks, days since and cumulative sums from the beginning to -1; lead d and onDay d [d, d]; windows over the next d
 * days [1, d]; calendar [0, 0], known beforehand; baseline from the beginning to entry; a treatment from the earliest
 * day its rule looks at to 0. `derivedFrom` holds direct parents only. On a grid of weeks or numbered periods all of them
 * count those, and sentences and units say so. Checked against:
 * test/definition/panel-columns.test.ts.
 */
export function panelColumns(definition: PanelDefinition, step: StepUnit = "day"): readonly PanelColumn[] {
  checkCall("panelColumns", { definition }, { definition: kinds.definition });
  const unitOf = (name: string): string => {
    const measure = definition.measures[name];
    if (measure === undefined) return "";
    return isFlag(measure) ? `${step}s` : measure.unit;
  };
  const futureOf = (rule: FutureRule, from: string): ColumnDoc => {
    const measure = definition.measures[from];
    return futureDoc(rule, from, unitOf(from), measure !== undefined && isFlag(measure), step);
  };
  const column = (name: string, kind: ColumnKind, doc: ColumnDoc): PanelColumn => ({
    name,
    kind,
    ...doc,
    ...(step === "day" ? {} : { window: { ...doc.window, step } }),
  });

  const measures = Object.entries(definition.measures).map(([name, measure]) => {
    const { parents, sentence } = describeMeasure(measure, step);
    return column(name, "measure", { unit: unitOf(name), window: today, derivedFrom: parents, sentence });
  });
  const history = byColumn(Object.entries(definition.history)).map(([prefix, rule, from]) =>
    column(`${prefix}_${from}`, "history", historyDoc(rule, from, unitOf(from), step)),
  );
  const futures = Object.entries(definition.future);
  const leads = futures.filter((entry): entry is [string, FuturePrefixRule] => entry[1].kind === "lead");
  const named = futures.filter((entry): entry is [string, FutureNamedRule] => entry[1].kind !== "lead");
  const future = [
    ...byColumn(leads).map(([prefix, rule, from]) =>
      column(`${prefix}_${from}`, "future", futureOf(rule, from)),
    ),
    ...named.map(([name, rule]) => column(name, "future", futureOf(rule, rule.column))),
  ];
  const baseline = Object.entries(definition.baseline).map(([name, rule]) =>
    column(name, "baseline", baselineDoc(rule, step)),
  );
  const calendar = Object.entries(definition.calendar).map(([name, rule]) =>
    column(name, "calendar", calendarDoc(rule, step)),
  );
  const untreated = [...measures, ...history, ...future, ...baseline, ...calendar];
  const treatments = Object.entries(definition.treatments).map(([name, rule]) =>
    column(name, "treatment", treatmentDoc(rule, untreated, step)),
  );
  return [...untreated, ...treatments];
}

/** Prefix rules unrolled so that columns of one measure stand together: [prefix, rule, measure]. */
function byColumn<Rule extends { readonly columns: readonly string[] }>(
  rules: readonly (readonly [string, Rule])[],
) {
  const columns = new Set(rules.flatMap(([, rule]) => rule.columns));
  return [...columns].flatMap((from) =>
    rules
      .filter(([, rule]) => rule.columns.includes(from))
      .map(([prefix, rule]) => [prefix, rule, from] as const),
  );
}
