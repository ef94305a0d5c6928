import type { Panel } from "../../panel/panel.js";
import type { ResolvedTreatment } from "../../panel/treatment.js";
import { onRows } from "../on-rows.js";

export type DoseColumnFound =
  | {
      /** The column that the treatment cuts, on every analysis row, [rows] in design order. */
      readonly dose: Float64Array;
      readonly reason?: undefined;
    }
  | { readonly reason: string };

/** Why rules other than "at least", "at most" and "any" have no dose. */
const reasons = {
  ownPast: "the treatment compares each user with their own past, so no one cut of a dose tells it",
  streak: "the treatment is a run of days, not a cut of one day's dose",
  top: "the treatment depends on what others do on the day, so no one cut of a dose tells it",
  condition: "the treatment is a condition on several columns, not a cut of one dose",
  categories: "the treatment has more than two arms",
  itself: "the treatment is itself a dose",
} as const;

/**
 * The dose of a treatment that cuts one column at one number.
 * @param panelRow panel row of each analysis row, ascending, [rows]
 */
export function doseColumn(
  panel: Panel,
  { column, how }: ResolvedTreatment,
  panelRow: Int32Array,
): DoseColumnFound {
  if (how !== undefined && how.test !== "atMost" && how.test !== "above")
    return { reason: reasons[how.test] };
  return { dose: onRows(panel, panelRow, (shard) => shard.column(column)) };
}
