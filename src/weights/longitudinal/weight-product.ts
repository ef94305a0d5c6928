import type { RiskSet } from "./risk-set.js";
import type { UnitRows } from "./unit-rows.js";

/** "cumulative": a unit's rows so far; or the stretch of so many rows that begins at each row. */
export type ProductSpan = "cumulative" | { readonly rows: number };

/**
 * Products of row factors within unit, from their logarithms by table row. Cumulative: from the unit's first row to this
 * one. A stretch restarts at each row r and covers r … r + K - 1; a stretch that the unit's end, a row not at risk or a
 * loss cuts short has weight 0. Rows not at risk or lost have weight 0 and a factor of 1.
 */
export function weightProducts(
  units: UnitRows,
  { atRisk, lost }: RiskSet,
  logFactor: Float64Array,
  span: ProductSpan,
): Float64Array {
  const out = new Float64Array(logFactor.length);
  const follows = (row: number) => atRisk[row] === 1 && lost[row] === 0;
  forEachUnit(units, (from, to) => {
    if (span === "cumulative") {
      let sum = 0;
      for (let place = from; place < to; place++) {
        const row = units.order[place]!;
        if (atRisk[row] === 1) sum += logFactor[row]!;
        if (follows(row)) out[row] = Math.exp(sum);
      }
      return;
    }
    for (let place = from; place + span.rows <= to; place++) {
      let sum = 0;
      let whole = true;
      for (let k = place; k < place + span.rows; k++) {
        const row = units.order[k]!;
        whole &&= follows(row);
        sum += logFactor[row]!;
      }
      if (whole) out[units.order[place]!] = Math.exp(sum);
    }
  });
  return out;
}

/**
 * The other way round: for each row s, the sum of `pull` over the rows whose product holds the factor of s. With
 * pull = sensitivity · weight it is the derivative of an estimate by ln factor_s.
 */
export function pullOnFactors(units: UnitRows, pull: Float64Array, span: ProductSpan): Float64Array {
  const out = new Float64Array(pull.length);
  forEachUnit(units, (from, to) => {
    if (span === "cumulative") {
      let sum = 0;
      for (let place = to - 1; place >= from; place--) {
        const row = units.order[place]!;
        sum += pull[row]!;
        out[row] = sum;
      }
      return;
    }
    for (let place = from; place < to; place++) {
      const value = pull[units.order[place]!]!;
      if (value === 0) continue;
      for (let k = place; k < Math.min(to, place + span.rows); k++) {
        const row = units.order[k]!;
        out[row] = out[row]! + value;
      }
    }
  });
  return out;
}

function forEachUnit(units: UnitRows, visit: (from: number, to: number) => void): void {
  for (let i = 0; i < units.units; i++) visit(units.starts[i]!, units.starts[i + 1]!);
}
