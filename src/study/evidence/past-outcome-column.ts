import { describeWindow } from "../../definition/day-window.js";
import { adjustmentTerms } from "../../estimand/adjustment-terms.js";
import type { Estimand } from "../../estimand/estimand.js";
import type { Panel } from "../../panel/panel.js";

/** The outcome of earlier days for every analysis row, or why there is none. */
export type PastOutcomeColumn =
  | {
      /** [rows] in design order; NaN where the log does not reach back so far. */
      readonly values: Float64Array;
      /** "days -6 to -4". */
      readonly days: string;
      readonly reason?: undefined;
    }
  | { readonly reason: string };

export interface PastOutcomeQuestion {
  readonly estimand: Pick<Estimand, "outcome" | "adjustFor">;
  /** First day that the treatment is made of, relative to the row. */
  readonly treatmentOpens: number | "beginning";
}

/**
 * The outcome's own rule on the latest days that closed before everything the question holds equal: with an outcome of
 * days 1 to h, adjustment columns that reach back to day -L and a treatment of day 0, days -(L + h) to -(L + 1). It is the
 * outcome column of the user's row that many days earlier, so a gap in the log inside its days makes it unknown there.
 * Being earlier than every adjusted day, it is none of the adjustment columns and no part of one.
 * @param panelRow panel row of each analysis row, ascending, [rows]
 */
export function pastOutcomeColumn(
  panel: Panel,
  { estimand, treatmentOpens }: PastOutcomeQuestion,
  panelRow: Int32Array,
): PastOutcomeColumn {
  const windowOf = (name: string) => panel.columns.find((column) => column.name === name)!.window;
  const { from, to, step } = windowOf(estimand.outcome);
  const adjusted = adjustmentTerms(estimand).map(({ column }) => ({ column, ...windowOf(column) }));
  const endless = adjusted.find((column) => column.from === "beginning" && column.to !== "entry");
  if (endless !== undefined)
    return {
      reason: `${endless.column} is made of all days since entry, so no outcome lies before everything that is adjusted for`,
    };
  if (treatmentOpens === "beginning")
    return { reason: "the treatment is made of all days since entry, so no outcome lies before it" };
  if (typeof from !== "number" || typeof to !== "number")
    return { reason: `the outcome ${estimand.outcome} has no fixed days that could be moved back` };
  const opens = Math.min(
    treatmentOpens,
    ...adjusted.map((column) => (typeof column.from === "number" ? column.from : 0)),
  );
  const back = to - opens + 1;
  const values = earlierValues(panel, estimand.outcome, back, panelRow);
  const days = describeWindow({ from: from - back, to: to - back, ...(step === undefined ? {} : { step }) });
  if (values.every(Number.isNaN))
    return { reason: `the log is too short: no analysis row has an outcome of ${days}` };
  return { values, days };
}

/** A column's value on the user's row that many days earlier; NaN where there is no such row. */
function earlierValues(panel: Panel, name: string, back: number, panelRow: Int32Array): Float64Array {
  const out = new Float64Array(panelRow.length).fill(Number.NaN);
  let at = 0;
  for (const shard of panel.shards()) {
    const values = shard.column(name);
    const end = shard.firstRow + shard.rows;
    for (; at < panelRow.length && panelRow[at]! < end; at++) {
      const row = panelRow[at]! - shard.firstRow;
      const wanted = shard.day[row]! - back;
      let earlier = row - 1;
      while (earlier >= 0 && shard.user[earlier] === shard.user[row] && shard.day[earlier]! > wanted)
        earlier -= 1;
      if (earlier >= 0 && shard.user[earlier] === shard.user[row] && shard.day[earlier] === wanted)
        out[at] = values[earlier]!;
    }
  }
  return out;
}
