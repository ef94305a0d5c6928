import type { Panel } from "../../panel/panel.js";
import type { ResolvedTreatment } from "../../panel/treatment.js";
import { treatmentValues } from "../../panel/treatment-values.js";

/** What the placebo lead compares, [rows] in design order; NaN where it is not known. */
export type LeadColumnsFound =
  | {
      readonly found: {
        /** Treatment of the user's next day, on days on which it could happen. */
        readonly treatment: Float64Array;
        /** Today's value of the measure that the outcome is made of. */
        readonly outcome: Float64Array;
        /** Name of that measure. */
        readonly column: string;
      };
      readonly reason?: undefined;
    }
  | { readonly reason: string };

/** Tomorrow's treatment and today's measure for every analysis row. */
export function leadColumns(
  panel: Panel,
  outcomeName: string,
  resolved: ResolvedTreatment,
  available: string,
  panelRow: Int32Array,
): LeadColumnsFound {
  const column = panel.columns.find(({ name }) => name === outcomeName)!.derivedFrom[0];
  const measure = panel.columns.find(({ name }) => name === column);
  if (measure?.kind !== "measure")
    return { reason: `the outcome ${outcomeName} is not made of a measure of single days` };
  const treatment = new Float64Array(panelRow.length).fill(Number.NaN);
  const outcome = new Float64Array(panelRow.length).fill(Number.NaN);
  let at = 0;
  for (const shard of panel.shards()) {
    const today = shard.column(measure.name);
    const treated = treatmentValues(shard, resolved);
    const [could, among] = [shard.column(available), shard.column(resolved.among)];
    const end = shard.firstRow + shard.rows;
    for (; at < panelRow.length && panelRow[at]! < end; at++) {
      const row = panelRow[at]! - shard.firstRow;
      const next = row + 1;
      outcome[at] = today[row]!;
      if (
        next < shard.rows &&
        shard.user[next] === shard.user[row] &&
        shard.day[next] === shard.day[row]! + 1 &&
        could[next] === 1 &&
        among[next] === 1
      )
        treatment[at] = treated[next]!;
    }
  }
  return { found: { treatment, outcome, column: measure.name } };
}
