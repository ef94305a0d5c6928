import type { z } from "zod";
import { describeWindow } from "../definition/day-window.js";
import { didYouMean } from "../definition/nearest-name.js";
import type { PanelColumn } from "../definition/panel-column.js";
import { panelColumns } from "../definition/panel-columns.js";
import type { PanelDefinition } from "../definition/panel-definition.js";
import { panelFaults, treatmentRuleFaults } from "../definition/panel-faults.js";
import { treatmentRuleSchema } from "../definition/panel-schema.js";
import { mayExist, type ReadablePanel, readablePanel } from "../definition/readable-panel.js";
import { treatmentColumnsOf } from "../definition/treatment-doc.js";
import type { Issue } from "../errors.js";
import { effectTargetOf } from "../results/effect-target.js";
import { type EstimatorName, estimatorNames } from "../results/estimator-names.js";
import {
  type AdjustmentContext,
  adjustmentFaults,
  adjustmentGroups,
  type WrittenColumn,
} from "./adjustment-faults.js";
import { field, record } from "./field.js";
import { inferenceFaults, thresholdFaults } from "./inference-faults.js";
import { interferenceFaults } from "./interference-faults.js";
import { negativeControlFaults } from "./negative-control-faults.js";
import { segmentFaults } from "./segment-faults.js";
import { surrogateFaults } from "./surrogate-faults.js";
import { treatmentOpens } from "./treatment-opens.js";
import { treatmentRule } from "./treatment-rule.js";

/**
 * What an estimand's names refer to and whether its roles leak. Takes the value as written, well-formed or not, and
 * checks every part that can be read, so that one misspelt key does not hide the other faults.
 */
export function estimandFaults(value: unknown): readonly Issue[] {
  const panel = readablePanel(field(value, "panel"));
  return [
    ...(panel === undefined ? [] : questionFaults(value, panel)),
    ...estimatorFaults(field(value, "primary"), field(value, "estimators")),
    ...targetFaults(field(value, "primary"), field(value, "effect")),
    ...inferenceFaults(value),
  ];
}

function questionFaults(value: unknown, { definition: panel, unread }: ReadablePanel): readonly Issue[] {
  const columns = new Map(panelColumns(panel).map((column) => [column.name, column]));
  const named = ["treatment", "treatmentOnSimulatedLog"].map(
    (key) => [`${key}.rule`, readRule(field(field(value, key), "rule"))] as const,
  );
  const rules = named.flatMap(([, rule]) => {
    const found = rule === undefined ? undefined : treatmentRule(panel, rule);
    return found === undefined ? [] : [found];
  });
  const outcome = field(value, "outcome");
  const adjustFor = field(value, "adjustFor");
  const written = adjustmentGroups.flatMap((group) => writtenColumns(group, field(adjustFor, group)));
  const declared = Object.keys(record(field(adjustFor, "measuredBefore")));
  const context: AdjustmentContext = {
    columns,
    unread,
    treatments: new Set(Object.keys(panel.treatments)),
    treatmentColumns: new Set(rules.flatMap(treatmentColumnsOf)),
    treatmentOpens: treatmentOpens(rules, [...columns.values()]),
    outcome: typeof outcome === "string" && columns.get(outcome)?.kind === "future" ? outcome : undefined,
    measuredBefore: new Set(declared),
  };
  return [
    ...panelFaults(panel, unread).map((issue) => ({ ...issue, path: `panel.${issue.path}` })),
    ...named.flatMap(([path, rule]) => (rule === undefined ? [] : ruleFaults(panel, rule, path, unread))),
    ...(typeof outcome === "string" && outcome !== "" && !mayExist(outcome, unread)
      ? outcomeFaults(outcome, columns)
      : []),
    ...adjustmentFaults(written, context),
    ...negativeControlFaults(field(value, "negativeControls"), {
      panel,
      columns,
      unread,
      rules,
      outcome: typeof outcome === "string" ? outcome : undefined,
      adjustment: written,
    }),
    ...thresholdFaults(value, rules),
    ...interferenceFaults(field(value, "interference"), columns, unread),
    ...segmentFaults(field(value, "segments"), context),
    ...surrogateFaults(field(value, "surrogate"), {
      columns,
      unread,
      outcome: typeof outcome === "string" ? outcome : undefined,
    }),
    ...declared.flatMap((name) => (mayExist(name, unread) ? [] : declarationFaults(name, columns, written))),
  ];
}

function ruleFaults(
  panel: PanelDefinition,
  rule: z.output<typeof treatmentRuleSchema> | string,
  path: string,
  unread: readonly string[],
): readonly Issue[] {
  if (typeof rule !== "string") return treatmentRuleFaults(panel, rule, path, unread);
  const candidates = Object.keys(panel.treatments);
  return candidates.includes(rule) || unread.includes(rule)
    ? []
    : [
        {
          path,
          message: `"${rule}" is no candidate treatment of the panel${didYouMean(rule, candidates)}; write one of ${candidates.map((each) => `"${each}"`).join(", ") || "(none)"}, or a rule`,
        },
      ];
}

function outcomeFaults(outcome: string, columns: ReadonlyMap<string, PanelColumn>): readonly Issue[] {
  const column = columns.get(outcome);
  const one = (message: string): readonly Issue[] => [{ path: "outcome", message }];
  if (column === undefined) {
    const futures = [...columns.values()].filter((each) => each.kind === "future").map((each) => each.name);
    return one(`"${outcome}" is no column of the panel${didYouMean(outcome, futures)}`);
  }
  if (column.kind === "future" && typeof column.window.from === "number" && column.window.from > 0) return [];
  return one(
    `"${outcome}" speaks of ${describeWindow(column.window)}, but the treatment closes on day 0 and the outcome must open on day 1 or later; use a future column`,
  );
}

function declarationFaults(
  name: string,
  columns: ReadonlyMap<string, PanelColumn>,
  written: readonly WrittenColumn[],
): readonly Issue[] {
  const path = `adjustFor.measuredBefore.${name}`;
  const column = columns.get(name);
  if (column?.kind !== "measure") {
    const measures = [...columns.values()].filter((each) => each.kind === "measure").map((each) => each.name);
    const what =
      column === undefined
        ? `is no column of the panel${didYouMean(name, measures)}`
        : `is a ${column.kind} column (${describeWindow(column.window)}); only measures of day 0 can be declared`;
    return [{ path, message: `"${name}" ${what}` }];
  }
  return written.some((entry) => entry.column === name)
    ? []
    : [
        {
          path,
          message: `"${name}" is declared here but stands in no adjustment group; add it or leave it out`,
        },
      ];
}

function estimatorFaults(primary: unknown, estimators: unknown): readonly Issue[] {
  if (!Array.isArray(estimators)) return [];
  const repeated = estimators.flatMap((name, i) =>
    estimators.indexOf(name) < i
      ? [{ path: `estimators[${i}]`, message: `"${String(name)}" is named twice` }]
      : [],
  );
  return typeof primary !== "string" || estimators.includes(primary)
    ? repeated
    : [
        ...repeated,
        {
          path: "primary",
          message: `"${primary}" is not among estimators; add it there, since the headline is its estimate or a refusal`,
        },
      ];
}

/** The headline says the effect that the question asks for; an estimator of another effect may only stand beside it. */
function targetFaults(primary: unknown, effect: unknown = "ATE"): readonly Issue[] {
  if (!estimatorNames.includes(primary as EstimatorName)) return [];
  const target = effectTargetOf(primary as EstimatorName);
  return target === effect
    ? []
    : [
        {
          path: "primary",
          message: `"${String(primary)}" estimates another effect (${target}) than the question's (${String(effect)}); name it among estimators only, and an estimator of ${String(effect)} as primary`,
        },
      ];
}

function writtenColumns(group: WrittenColumn["group"], list: unknown): readonly WrittenColumn[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, i): readonly WrittenColumn[] => {
    const path = `adjustFor.${group}[${i}]`;
    const column = typeof entry === "string" ? entry : field(entry, "column");
    if (typeof column !== "string" || column === "") return [];
    return [{ group, column, path: typeof entry === "string" ? path : `${path}.column` }];
  });
}

function readRule(rule: unknown): z.output<typeof treatmentRuleSchema> | string | undefined {
  if (typeof rule === "string") return rule === "" ? undefined : rule;
  const parsed = treatmentRuleSchema.safeParse(rule);
  return parsed.success ? parsed.data : undefined;
}
