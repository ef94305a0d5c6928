import { buildDesign } from "../../design/build-design.js";
import type { Estimand, SurrogateChoice } from "../../estimand/estimand.js";
import { addTerm } from "../../falsification/designs/add-term.js";
import { keepSurrogateRows, type SurrogateRows } from "../../falsification/surrogate-index/surrogate-rows.js";
import type { Panel } from "../../panel/panel.js";
import type { ResolvedTreatment } from "../../panel/treatment.js";
import { onRows } from "../on-rows.js";

/**
 * The user-days of a question whose surrogates are all known, as its own outcome would have to be, with the long outcome
 * where the log reaches that far. Surrogates enter as they stand, and the one that reaches furthest says which user-days
 * are averaged, so that their order does not matter.
 * @throws NotEstimableError `design.no-rows`
 */
export function surrogateRowsOf(
  panel: Panel,
  estimand: Estimand,
  resolved: ResolvedTreatment,
  { longOutcome, surrogates }: SurrogateChoice,
): SurrogateRows {
  const lastDay = (name: string) => Number(panel.columns.find((column) => column.name === name)!.window.to);
  const furthest = surrogates.reduce((one, other) => (lastDay(other) > lastDay(one) ? other : one));
  const { design, panelRow } = buildDesign(panel, { ...estimand, outcome: furthest }, resolved);
  const of = (name: string) => onRows(panel, panelRow, (shard) => shard.column(name));
  const values = surrogates.map(of);
  const long = of(longOutcome);
  const day = new Int32Array(design.rows);
  for (const shard of design.shards) day.set(shard.day.subarray(0, shard.rows), shard.firstRow);
  const known = Uint8Array.from(day, (_, row) =>
    values.every((column) => !Number.isNaN(column[row])) ? 1 : 0,
  );
  const filled = (column: Float64Array) => column.map((value) => (Number.isNaN(value) ? 0 : value));
  const rows = {
    base: design,
    wide: surrogates.reduce((wide, name, k) => addTerm(wide, name, filled(values[k]!)), design),
    long: filled(long),
    observed: Uint8Array.from(long, (value) => (Number.isNaN(value) ? 0 : 1)),
    day,
  };
  return keepSurrogateRows(rows, known, "whose surrogates are known");
}
