import { NotEstimableError, PanelError } from "../errors.js";
import type { GlmRows, GlmShard } from "./glm-rows.js";

/** Location, scale and range of each column, and totals of the response, over rows with positive weight. */
export interface ColumnMoments {
  readonly rows: number;
  readonly weight: number;
  /** Weighted mean of the response. */
  readonly responseMean: number;
  /** Weighted mean of the offset, 0 without one. */
  readonly offsetMean: number;
  /** Whether the first column is a non-zero constant, so that the others may be centred. */
  readonly intercept: boolean;
  /** What is subtracted from each column: its mean, or 0 (intercept, or no intercept to absorb it). */
  readonly centre: Float64Array;
  /** What each column is divided by after that: its standard deviation, never 0. */
  readonly scale: Float64Array;
  /** Largest minus smallest value of each column. */
  readonly range: Float64Array;
}

/**
 * One pass over the rows. Sums are taken about the first row, so that large offsets do not cost digits.
 * @throws PanelError `design.not-finite` naming the first term (or response, weight) and row that is NaN or infinite
 * @throws NotEstimableError `model.no-rows` when no row has positive weight
 */
export function columnMoments(data: GlmRows): ColumnMoments {
  const p = data.terms.length;
  const origin = new Float64Array(p);
  const sum = new Float64Array(p);
  const squares = new Float64Array(p);
  const low = new Float64Array(p).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(p).fill(Number.NEGATIVE_INFINITY);
  let rows = 0;
  let weight = 0;
  let response = 0;
  let offset = 0;
  let firstRow = 0;
  for (const shard of data.shards) {
    const kept = keptRows(shard, data.model, firstRow);
    const first = kept[0];
    if (first !== undefined) {
      for (const r of kept) {
        weight += shard.weight[r]!;
        response += shard.weight[r]! * shard.response[r]!;
        if (shard.offset !== undefined) offset += shard.weight[r]! * shard.offset[r]!;
      }
      for (let j = 0; j < p; j++) {
        const at = j * shard.covariates.rows;
        const x = shard.covariates.values;
        if (rows === 0) origin[j] = x[at + first]!;
        const about = origin[j]!;
        const column = { sum: sum[j]!, squares: squares[j]!, low: low[j]!, high: high[j]! };
        addRows(column, x, at, kept, about);
        if (!Number.isFinite(column.squares)) throw notFinite(data, shard, firstRow, j);
        sum[j] = column.sum;
        squares[j] = column.squares;
        low[j] = column.low;
        high[j] = column.high;
      }
      rows += kept.length;
    }
    firstRow += shard.rows;
  }
  if (rows === 0)
    throw new NotEstimableError("model.no-rows", `${data.model}: no row has positive weight`, {
      model: data.model,
    });
  const intercept = p > 0 && low[0] === high[0] && low[0] !== 0;
  const centre = new Float64Array(p);
  const scale = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    const offset = sum[j]! / rows;
    const constant = low[j] === high[j];
    const variance = Math.max(squares[j]! / rows - offset * offset, 0);
    const isIntercept = intercept && j === 0;
    centre[j] = intercept && !isIntercept ? (constant ? low[j]! : origin[j]! + offset) : 0;
    scale[j] = isIntercept ? low[0]! : constant ? Math.abs(low[j]!) || 1 : Math.sqrt(variance) || 1;
  }
  const range = high.map((top, j) => top - low[j]!);
  return {
    rows,
    weight,
    responseMean: response / weight,
    offsetMean: offset / weight,
    intercept,
    centre,
    scale,
    range,
  };
}

interface ColumnSums {
  sum: number;
  squares: number;
  low: number;
  high: number;
}

/** Adds the listed rows of the column that begins at `at`; a loop of its own, which compilers take in at once. */
function addRows(into: ColumnSums, x: Float64Array, at: number, kept: Int32Array, about: number): void {
  let { sum, squares, low, high } = into;
  for (let k = 0; k < kept.length; k++) {
    const value = x[at + kept[k]!]!;
    const d = value - about;
    sum += d;
    squares += d * d;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  Object.assign(into, { sum, squares, low, high });
}

/** Indices of rows with positive weight; checks weight and response. */
function keptRows(shard: GlmShard, model: string, firstRow: number): Int32Array {
  const kept = new Int32Array(shard.rows);
  let count = 0;
  for (let r = 0; r < shard.rows; r++) {
    const w = shard.weight[r]!;
    if (w === 0) continue;
    if (!(w > 0 && w < Number.POSITIVE_INFINITY))
      throw new PanelError(
        "design.not-finite",
        `${model}: weight of row ${firstRow + r} is ${w}; expected a finite number, at least 0`,
        { model, row: firstRow + r },
      );
    if (!Number.isFinite(shard.response[r]!))
      throw new PanelError(
        "design.not-finite",
        `${model}: response of row ${firstRow + r} is ${shard.response[r]}; expected a finite number (drop rows whose outcome is not known)`,
        { model, row: firstRow + r },
      );
    if (shard.offset !== undefined && !Number.isFinite(shard.offset[r]!))
      throw new PanelError(
        "design.not-finite",
        `${model}: offset of row ${firstRow + r} is ${shard.offset[r]}; expected a finite number`,
        { model, row: firstRow + r },
      );
    kept[count++] = r;
  }
  return kept.subarray(0, count);
}

function notFinite(data: GlmRows, shard: GlmShard, firstRow: number, column: number): PanelError {
  const { rows, values } = shard.covariates;
  for (let r = 0; r < shard.rows; r++) {
    const value = values[column * rows + r]!;
    if (shard.weight[r] !== 0 && !(Math.abs(value) < 1e150))
      return new PanelError(
        "design.not-finite",
        `${data.model}: term "${data.terms[column]}" is ${value} in row ${firstRow + r}; expected a finite number (drop or fill what is not known)`,
        { model: data.model, term: data.terms[column], row: firstRow + r, value },
      );
  }
  return new PanelError("design.not-finite", `${data.model}: term "${data.terms[column]}" overflows`, {
    model: data.model,
    term: data.terms[column],
  });
}
