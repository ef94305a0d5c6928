import type { TreatmentRule } from "../definition/treatment.js";
import { PanelError } from "../errors.js";
import { quantile } from "../numeric/quantile.js";
import type { Panel, PanelShard } from "./panel.js";

/** A treatment whose rule has been resolved to a number; that number is the treatment from here on. */
export interface ResolvedTreatment {
  readonly name: string;
  /** 1 when `column` is at least `cut` on a row where `among` is 1, else 0. */
  readonly column: string;
  readonly cut: number;
  readonly among: string;
  readonly sentence: string;
}

/**
 * Resolves a candidate treatment of the panel, or a rule written in an estimand, to a number. A quantile is of type 7
 * over all panel rows where `among` is 1, before any eligibility (STATISTICS: thresholds).
 * @throws PanelError `panel.treatment-unknown`, `panel.treatment-empty` (nobody in `among`),
 *   `panel.treatment-unknown-values` (the column is not known on some of those rows).
 */
export function resolveTreatment(panel: Panel, rule: string | TreatmentRule): ResolvedTreatment {
  if (typeof rule !== "string") return resolveRule(panel, rule, undefined);
  const { treatments } = panel.definition;
  const found = Object.hasOwn(treatments, rule) ? treatments[rule] : undefined;
  if (found === undefined)
    throw new PanelError(
      "panel.treatment-unknown",
      `the panel has no candidate treatment "${rule}"; it has ${Object.keys(treatments).join(", ") || "none"}`,
      { rule },
    );
  return resolveRule(panel, found, rule);
}

/** The treatment of each row of a shard, [rows]: 0 or 1, and 0 where `among` is not 1. */
export function treatmentColumn(
  shard: PanelShard,
  resolved: Pick<ResolvedTreatment, "column" | "cut" | "among">,
): Float64Array {
  const { cut } = resolved;
  const among = shard.column(resolved.among);
  return shard.column(resolved.column).map((value, row) => (among[row] === 1 && value >= cut ? 1 : 0));
}

function resolveRule(panel: Panel, rule: TreatmentRule, name: string | undefined): ResolvedTreatment {
  const { column, among } = rule;
  const cut = rule.kind === "atLeast" ? rule.value : quantileAmong(panel, column, among, rule.quantile);
  const unit = panel.columns.find((known) => known.name === column)?.unit;
  const origin =
    rule.kind === "atLeast"
      ? ""
      : ` (the ${percent(rule.quantile)} % quantile over all such days of the panel)`;
  return {
    name: name ?? `${column}_at_least_${cut}`,
    column,
    cut,
    among,
    sentence: `${column} of at least ${cut}${unit === undefined || unit === column ? "" : ` ${unit}`} on days with ${among} = 1${origin}`,
  };
}

function quantileAmong(panel: Panel, column: string, among: string, probability: number): number {
  const values: number[] = [];
  for (const shard of panel.shards()) {
    const inside = shard.column(among);
    shard.column(column).forEach((value, row) => {
      if (inside[row] === 1) values.push(value);
    });
  }
  if (values.length === 0)
    throw new PanelError(
      "panel.treatment-empty",
      `no row of the panel has ${among} = 1, so ${column} has no quantile there`,
      { column, among },
    );
  const unknown = values.filter(Number.isNaN).length;
  if (unknown > 0)
    throw new PanelError(
      "panel.treatment-unknown-values",
      `${column} is not known on ${unknown} of ${values.length} rows with ${among} = 1; take a quantile of a column known on all`,
      { column, among, unknown },
    );
  return quantile(values, probability);
}

/** 0.75 as "75", 0.125 as "12.5". */
function percent(share: number): string {
  return String(Number((100 * share).toPrecision(10)));
}
