import type { Issue } from "../errors.js";
import { conditionColumns } from "./condition-columns.js";
import { isFlag } from "./measure.js";
import { didYouMean } from "./nearest-name.js";
import type { PanelDefinition } from "./panel-definition.js";
import { mayExist } from "./readable-panel.js";
import type { TreatmentRule } from "./treatment.js";

/**
 * What is wrong with a treatment of the right shape: it is a rule on a measure of the day (a condition may also name
 * history, baseline and calendar columns), among days of a flag; a quantile of the user's own days uses the past only.
 */
export function treatmentRuleFaults(
  definition: PanelDefinition,
  rule: TreatmentRule,
  path: string,
  unread: readonly string[] = [],
): readonly Issue[] {
  const measures = Object.keys(definition.measures);
  const issues: Issue[] = [];
  const add = (part: string, message: string): void => {
    issues.push({ path: `${path}.${part}`, message });
  };
  const mustBeMeasure = (part: string, name: string): void => {
    if (!measures.includes(name) && !unread.includes(name))
      add(
        part,
        `"${name}" is no measure of this panel; a treatment is a rule on a measure of the day${didYouMean(name, measures)}`,
      );
  };
  if (rule.kind === "rule") {
    const usable = usableColumns(definition);
    for (const name of conditionColumns(rule.when)) {
      if (usable.includes(name) || mayExist(name, unread)) continue;
      const why = Object.hasOwn(definition.treatments, name)
        ? "is a treatment"
        : futureColumns(definition).includes(name)
          ? "is a future column"
          : "is no column of this panel";
      add(
        "when",
        `"${name}" ${why}; a condition names measures, history, baseline and calendar columns${why.startsWith("is no") ? didYouMean(name, usable) : ""}`,
      );
    }
  } else mustBeMeasure("column", rule.column);
  mustBeMeasure("among", rule.among);
  const among = definition.measures[rule.among];
  if (among !== undefined && !isFlag(among))
    add(
      "among",
      `"${rule.among}" is of kind "${among.kind}"; "among" names a measure made by active() or positive()`,
    );
  if (rule.kind === "atLeastQuantile" || rule.kind === "atMostQuantile") {
    if (rule.within === "user" && rule.using === undefined)
      add("using", 'is missing; a quantile within a user is taken with using: "past"');
    if (rule.within === undefined && rule.using !== undefined)
      add("within", 'is missing; using: "past" goes with within: "user"');
    if (rule.within === undefined && rule.minimumDays !== undefined)
      add("minimumDays", 'goes with within: "user"; leave it out');
  }
  return issues;
}

function prefixed(rules: PanelDefinition["history"]): readonly string[] {
  return Object.entries(rules).flatMap(([prefix, { columns }]) => columns.map((name) => `${prefix}_${name}`));
}

function usableColumns({ measures, history, baseline, calendar }: PanelDefinition): readonly string[] {
  return [...Object.keys(measures), ...prefixed(history), ...Object.keys(baseline), ...Object.keys(calendar)];
}

function futureColumns({ future }: PanelDefinition): readonly string[] {
  return Object.entries(future).flatMap(([name, rule]) =>
    rule.kind === "lead" ? rule.columns.map((column) => `${name}_${column}`) : [name],
  );
}
