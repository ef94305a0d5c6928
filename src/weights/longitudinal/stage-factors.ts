import type { DataTable } from "../../models/terms/data-table.js";
import type { FactorModel } from "./factor-model.js";
import { type FactorKind, fitFactor } from "./fit-factor.js";
import { markedRows } from "./take-rows.js";
import { type ResolvedTerms, termsAt } from "./weight-terms.js";

/** One thing that happens in each row (treatment, staying), and the rows in which it does. */
export interface Stage {
  readonly label: string;
  readonly kind: FactorKind;
  readonly data: DataTable;
  readonly outcome: string;
  readonly terms: ResolvedTerms;
  /** 1 for rows at risk, by table row. */
  readonly rows: Uint8Array;
}

/** The models of a stage: one of all its rows, or one of each time's, times ascending. */
export function stageFactors(stage: Stage, times: Float64Array, perTime: boolean): FactorModel[] {
  const rows = markedRows(stage.rows);
  const modelOf = (label: string, own: ArrayLike<number>, terms: Parameters<typeof fitFactor>[4]) =>
    fitFactor(label, stage.kind, stage.data, stage.outcome, terms, Int32Array.from(own));
  if (!perTime) return [modelOf(stage.label, rows, stage.terms.all)];
  const atTime = new Map<number, number[]>();
  for (const row of rows) {
    const own = atTime.get(times[row]!);
    if (own === undefined) atTime.set(times[row]!, [row]);
    else own.push(row);
  }
  return [...atTime.keys()]
    .sort((a, b) => a - b)
    .map((time) => {
      const label = `${stage.label}, time ${time}`;
      return modelOf(label, atTime.get(time)!, termsAt(stage.terms, time, label));
    });
}
