import { checkCall, kinds, optional } from "../call-check.js";
import { CausalError, PanelError } from "../errors.js";
import { type DataTable, numberColumn } from "../models/terms/data-table.js";
import { type TimeGaps, unitRows } from "./longitudinal/unit-rows.js";

/** Where the treatment history of a long table stands. */
export interface ExposureHistory {
  readonly data: DataTable;
  readonly unit: string;
  readonly time: string;
  /** Column of numbers: 0 and 1, or a dose. */
  readonly treatment: string;
  /** Column of 0 and 1: 0 where treatment is not applicable. Such a row adds nothing, and its treatment is not read. */
  readonly available?: string;
  /** Default "refuse". */
  readonly gaps?: TimeGaps;
}

/**
 * Functionals of a unit's treatment up to and including each row, as columns in the order of the table. Treatment
 * before a unit's first row counts as none, but for `lagged`, where it is NaN unless told otherwise.
 * @throws as `unitRows`; PanelError `exposure.treatment` for a value that is not finite where available;
 * CausalError `exposure.option` for a window, lag or half-life that is none
 * Source: Hernán & Robins, What If, section 20.1 (cumulative and recent exposure); decay as in pharmacoepidemiology's
 * weighted cumulative exposure with an exponential kernel.
 */
export const exposure = Object.freeze({
  /** The row's own treatment; 0 where not available. */
  current: (history: ExposureHistory): Float64Array => walk(history, () => (own) => own),

  /** Treatment k rows earlier; `before` (default NaN) where the unit had no row then. */
  lagged(history: ExposureHistory, k: number, before = Number.NaN): Float64Array {
    checkWhole("lag", k);
    return walk(history, () => {
      const past: number[] = [];
      return (own) => {
        past.push(own);
        return past.length > k ? past[past.length - 1 - k]! : before;
      };
    });
  },

  /** The sum of treatment so far. */
  cumulative: (history: ExposureHistory): Float64Array =>
    walk(history, () => {
      let sum = 0;
      return (own) => {
        sum += own;
        return sum;
      };
    }),

  /** 1 from the first row on which treatment was not 0. */
  ever: (history: ExposureHistory): Float64Array =>
    walk(history, () => {
      let ever = 0;
      return (own) => {
        if (own !== 0) ever = 1;
        return ever;
      };
    }),

  /** The sum of treatment over the last k rows, this one included. */
  recent(history: ExposureHistory, k: number): Float64Array {
    checkWhole("window", k);
    return walk(history, () => {
      const past: number[] = [];
      return (own) => {
        past.push(own);
        let sum = 0;
        for (let j = Math.max(0, past.length - k); j < past.length; j++) sum += past[j]!;
        return sum;
      };
    });
  },

  /** Σ_s treatment_s · 2^{-(rows since s) / halfLife}. */
  decayed(history: ExposureHistory, halfLife: number): Float64Array {
    if (!(halfLife > 0 && halfLife < Number.POSITIVE_INFINITY))
      throw new CausalError("exposure.option", `half-life ${halfLife}; expected a positive number of rows`);
    const keep = 2 ** (-1 / halfLife);
    return walk(history, () => {
      let sum = 0;
      return (own) => {
        sum = own + keep * sum;
        return sum;
      };
    });
  },

  /** Rows in a row with treatment not 0, up to this one; a row without availability neither adds nor breaks. */
  streak: (history: ExposureHistory): Float64Array =>
    walk(history, () => {
      let length = 0;
      return (own, available) => {
        if (available) length = own !== 0 ? length + 1 : 0;
        return length;
      };
    }),
});

function walk(
  history: ExposureHistory,
  begin: () => (own: number, available: boolean) => number,
): Float64Array {
  checkCall("exposure", history, {
    data: kinds.table,
    unit: kinds.text,
    time: kinds.text,
    treatment: kinds.text,
    available: optional(kinds.text),
  });
  const { data, unit, time, treatment, available, gaps } = history;
  const { order, starts, units } = unitRows(data, unit, time, gaps);
  const values = numberColumn(data, treatment);
  const open = available === undefined ? undefined : numberColumn(data, available);
  const out = new Float64Array(order.length);
  for (let i = 0; i < units; i++) {
    const next = begin();
    for (let place = starts[i]!; place < starts[i + 1]!; place++) {
      const row = order[place]!;
      const applies = open === undefined || open[row] === 1;
      const own = applies ? values[row]! : 0;
      if (!Number.isFinite(own))
        throw new PanelError(
          "exposure.treatment",
          `treatment "${treatment}" is ${own} in row ${row}; expected a number, or available: a column that is 0 there`,
          { row },
        );
      out[row] = next(own, applies);
    }
  }
  return out;
}

function checkWhole(what: string, k: number): void {
  if (!(Number.isInteger(k) && k >= 1))
    throw new CausalError("exposure.option", `${what} of ${k} rows; expected a whole number, at least 1`);
}
