import type { Covariates } from "../diagnostics/balance/covariates.js";
import { commonSupport } from "../diagnostics/support/common-support.js";
import { equipoise, equipoiseBounds } from "../diagnostics/support/equipoise.js";
import { overlapByDay } from "../diagnostics/support/overlap-by-day.js";
import { unsupportedGroups } from "../diagnostics/support/unsupported-groups.js";
import { adjustmentTerms } from "../estimand/adjustment-terms.js";
import type { Estimand } from "../estimand/estimand.js";
import type { Panel } from "../panel/panel.js";
import type { AnalysisRows } from "./analysis-rows.js";
import type { StudyResult } from "./schemas/result-schema.js";

export interface SupportQuestion {
  readonly panel: Panel;
  readonly rows: AnalysisRows;
  /** Panel row of each analysis row, ascending, [rows]. */
  readonly panelRow: Int32Array;
  readonly estimand: Pick<Estimand, "adjustFor">;
  /** P(A = 1 | L), [rows]; undefined when the propensity model has no answer. */
  readonly propensity: Float64Array | undefined;
  /** Calendar date of a log day. */
  readonly date: (day: number) => string;
}

/**
 * Who could have been in either arm. Groups are told by the adjustment columns as the panel holds them, not by the
 * models' terms, so that a reader can look them up; they need no propensity.
 */
export function supportOf({
  panel,
  rows,
  panelRow,
  estimand,
  propensity,
  date,
}: SupportQuestion): NonNullable<StudyResult["support"]> {
  const { treatment, user, day } = rows;
  const covariates = panelColumns(
    panel,
    adjustmentTerms(estimand).map(({ column }) => column),
    panelRow,
  );
  const { groups, share, tried } = unsupportedGroups({ treatment, covariates, user });
  const support = propensity && commonSupport(propensity, treatment);
  return {
    equipoise: propensity === undefined ? null : openShares(propensity, treatment),
    commonSupport:
      support === undefined
        ? null
        : { ...support, range: support.range && [support.range[0], support.range[1]] },
    byDay:
      propensity === undefined
        ? []
        : overlapByDay(propensity, treatment, day).map(({ day: at, ...rest }) => ({
            date: date(at),
            ...rest,
          })),
    groups: groups.map(({ name, scarce, rows: size, users, found, expected, sentence }) => ({
      name,
      scarce,
      rows: size,
      users: users!,
      found,
      expected,
      sentence,
    })),
    groupShare: share,
    tried,
  };
}

function openShares(
  propensity: Float64Array,
  treatment: Float64Array,
): NonNullable<NonNullable<StudyResult["support"]>["equipoise"]> {
  const { treated, control, all } = equipoise(propensity, treatment);
  return { treated, control, all, bounds: [...equipoiseBounds] as [number, number] };
}

/** Columns of the panel on the analysis rows; codes of levels as the words they stand for. */
function panelColumns(panel: Panel, names: readonly string[], panelRow: Int32Array): Covariates {
  const columns = [...new Set(names)].map((name) => ({
    name,
    levels: panel.columns.find((column) => column.name === name)?.levels,
    values: new Float64Array(panelRow.length),
  }));
  let from = 0;
  for (const shard of panel.shards()) {
    const end = shard.firstRow + shard.rows;
    let to = from;
    while (to < panelRow.length && panelRow[to]! < end) to += 1;
    for (const { name, values } of columns) {
      const own = shard.column(name);
      for (let at = from; at < to; at++) values[at] = own[panelRow[at]! - shard.firstRow]!;
    }
    from = to;
  }
  return Object.fromEntries(
    columns.map(({ name, levels, values }) => [
      name,
      levels === undefined ? values : Array.from(values, (code) => levels[code] ?? String(code)),
    ]),
  );
}
