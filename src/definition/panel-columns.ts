import { atBaseline, type DayWindow, today } from "./day-window.js";
import type { FutureNamedRule, FuturePrefixRule } from "./future.js";
import { describeMeasure } from "./measure-sentence.js";
import type { ColumnKind, PanelColumn } from "./panel-column.js";
import type { PanelDefinition } from "./panel-definition.js";
import type { TreatmentRule } from "./treatment.js";

type PrefixRule = { readonly days: number; readonly kind: string; readonly columns: readonly string[] };

/**
 * Every column of a panel in its order: measures, history, future, baseline, calendar, treatments. Within history and
 * leads, columns that speak of one measure stand together, as the definition first names them.
 *
 * Day windows relative to the row: measure and treatment [0, 0]; lag d [-d, -d]; priorSum d [-d, -1]; lead d and
 * onDay d [d, d]; sumOverNext d [1, d]; calendar [0, 0], known beforehand; baseline from the beginning to entry.
 * `derivedFrom` holds direct parents only. Checked against: test/definition/panel-columns.test.ts.
 */
export function panelColumns(definition: PanelDefinition): readonly PanelColumn[] {
  const unitOf = (name: string): string => definition.measures[name]?.unit ?? "";
  const column = (
    name: string,
    kind: ColumnKind,
    unit: string,
    window: DayWindow,
    derivedFrom: readonly string[],
    sentence: string,
  ): PanelColumn => ({ name, kind, unit, window, derivedFrom, sentence });

  const measures = Object.entries(definition.measures).map(([name, measure]) => {
    const { parents, sentence } = describeMeasure(measure);
    return column(name, "measure", measure.unit, today, parents, sentence);
  });
  const history = byColumn(Object.entries(definition.history)).map(([prefix, rule, from]) =>
    column(
      `${prefix}_${from}`,
      "history",
      unitOf(from),
      rule.kind === "lag" ? { from: -rule.days, to: -rule.days } : { from: -rule.days, to: -1 },
      [from],
      rule.kind === "lag"
        ? `${from} ${days(rule.days)} earlier; 0 before the user's entry.`
        : `Sum of ${from} over the ${days(rule.days)} before; days before the user's entry count as 0.`,
    ),
  );
  const futures = Object.entries(definition.future);
  const leads = futures.filter((entry): entry is [string, FuturePrefixRule] => entry[1].kind === "lead");
  const named = futures.filter((entry): entry is [string, FutureNamedRule] => entry[1].kind !== "lead");
  const ahead = (from: string, count: number) =>
    `${from} ${days(count)} later; not known beyond the end of the log.`;
  const future = [
    ...byColumn(leads).map(([prefix, rule, from]) =>
      column(
        `${prefix}_${from}`,
        "future",
        unitOf(from),
        { from: rule.days, to: rule.days },
        [from],
        ahead(from, rule.days),
      ),
    ),
    ...named.map(([name, rule]) =>
      column(
        name,
        "future",
        unitOf(rule.column),
        { from: rule.kind === "onDay" ? rule.days : 1, to: rule.days },
        [rule.column],
        rule.kind === "onDay"
          ? ahead(rule.column, rule.days)
          : `Sum of ${rule.column} over the ${days(rule.days)} after; not known unless all of them lie in the log.`,
      ),
    ),
  ];
  const baseline = Object.entries(definition.baseline).map(([name, rule]) =>
    column(
      name,
      "baseline",
      rule.transform === "log1p" ? `log(1 + ${rule.unit})` : rule.unit,
      atBaseline,
      [],
      `${rule.transform === "log1p" ? `log(1 + ${rule.column})` : rule.column} of the user table; not known where blank.`,
    ),
  );
  const calendar = Object.entries(definition.calendar).map(([name, rule]) =>
    rule.kind === "dayOfWeek"
      ? column(name, "calendar", "day of the week", today, [], "Day of the week, 1 = Monday to 7 = Sunday.")
      : column(name, "calendar", "days", today, [], "Days since the first day of the log, from 0."),
  );
  const treatments = Object.entries(definition.treatments).map(([name, rule]) =>
    column(name, "treatment", "0 or 1", today, parentsOf(rule), treatmentSentence(rule)),
  );
  return [...measures, ...history, ...future, ...baseline, ...calendar, ...treatments];
}

/** Prefix rules unrolled so that columns of one measure stand together: [prefix, rule, measure]. */
function byColumn<Rule extends PrefixRule>(rules: readonly (readonly [string, Rule])[]) {
  const columns = new Set(rules.flatMap(([, rule]) => rule.columns));
  return [...columns].flatMap((from) =>
    rules
      .filter(([, rule]) => rule.columns.includes(from))
      .map(([prefix, rule]) => [prefix, rule, from] as const),
  );
}

function parentsOf(rule: TreatmentRule): readonly string[] {
  return rule.column === rule.among ? [rule.column] : [rule.column, rule.among];
}

function treatmentSentence(rule: TreatmentRule): string {
  const bound =
    rule.kind === "atLeast"
      ? `${rule.value}`
      : `its own ${rule.quantile} quantile over all days with ${rule.among}`;
  return `1 on a day with ${rule.among} on which ${rule.column} is at least ${bound}; 0 on other days.`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
