import { checkCall, kinds, optional } from "../../call-check.js";
import { CausalError } from "../../errors.js";
import { checkRowKeys } from "../check-row-keys.js";
import { balanceOfColumns } from "./balance-of-columns.js";
import type { BalanceRow } from "./balance-row.js";
import type { BalanceSpec } from "./balance-table.js";
import { comparedArms } from "./compared-arms.js";
import { type CovariateColumn, type Covariates, covariateColumns } from "./covariates.js";

/** A line of balance at one time. */
export interface TimedBalanceRow extends BalanceRow {
  readonly time: number;
}

export interface BalanceByTime {
  readonly rows: readonly TimedBalanceRow[];
  /** Times at which balance cannot be judged, an arm having fewer than two rows or no weight, with the rows of each. */
  readonly skipped: readonly { readonly time: number; readonly treated: number; readonly control: number }[];
}

/**
 * Balance at each time among those still at risk then: `balanceTable` of the rows of that time, each time with its own
 * unit. With weights that accumulate over time, a row's weight is that up to its own time. Rows not at risk are not read.
 * @param spec.time day or period of each row, [rows]
 * @param spec.atRisk rows that count, [rows]; default all
 * @throws CausalError `diagnostics.*` as `balanceTable` (rows numbered among those at risk), `diagnostics.lengths` for
 *   another length of time or atRisk, `diagnostics.missing` for the time of a row at risk that is not finite; NotEstimableError `diagnostics.empty-arm` when nobody at risk is in an arm
 * Source: Jackson (2016), Epidemiology 27, diagnostics 1 and 3. Checked against ../shared/reference/msm (balance).
 */
export function balanceByTime(
  spec: BalanceSpec & {
    readonly time: ArrayLike<number>;
    readonly atRisk?: ArrayLike<boolean> | ArrayLike<number>;
  },
): BalanceByTime {
  checkCall("balanceByTime", spec, {
    treatment: kinds.rows,
    covariates: kinds.columns,
    weights: optional(kinds.rows),
    time: kinds.rows,
    atRisk: optional(kinds.rows),
  });
  const ofRows = Object.fromEntries(Object.keys(spec.covariates).map((name) => [name, kinds.rows]));
  checkCall("balanceByTime, covariates", spec.covariates, ofRows);
  const { time, atRisk, treatment, weights } = spec;
  const count = treatment.length;
  checkLengths(count, [
    ["time", time.length],
    ["atRisk", atRisk?.length ?? count],
    ["weights", weights?.length ?? count],
    ...Object.entries(spec.covariates).map(([name, values]) => [name, values.length] as const),
  ]);
  const kept = Array.from({ length: count }, (_, row) => row).filter(
    (row) => atRisk === undefined || Boolean(atRisk[row]),
  );
  const of = (values: ArrayLike<number>) => Float64Array.from(kept, (row) => values[row]!);
  checkRowKeys("time", of(time), kept.length, "time", (at) => kept[at]!);
  const arms = comparedArms(of(treatment), weights && of(weights));
  const columns = covariateColumns(rowsOf(spec.covariates, kept), kept.length);
  const rows: TimedBalanceRow[] = [];
  const skipped: BalanceByTime["skipped"][number][] = [];
  for (const [at, own] of byTime(of(time))) {
    const armsAt = {
      rows: own.length,
      arm: Uint8Array.from(own, (row) => arms.arm[row]!),
      weights: Float64Array.from(own, (row) => arms.weights[row]!),
    };
    const sizes = [0, 1].map((a) => armsAt.arm.filter((arm) => arm === a).length);
    const bare = [0, 1].some((a) => !armsAt.weights.some((w, row) => w > 0 && armsAt.arm[row] === a));
    if (bare || sizes.some((size) => size < 2))
      skipped.push({ time: at, treated: sizes[1]!, control: sizes[0]! });
    else {
      const table = balanceOfColumns(
        columns.map((column) => columnAt(column, own)),
        { ...armsAt, sizes },
        { ...spec, weighted: weights !== undefined },
      );
      rows.push(...table.rows.map((row) => ({ ...row, time: at })));
    }
  }
  return { rows, skipped };
}

function checkLengths(count: number, lengths: readonly (readonly [string, number])[]): void {
  for (const [name, length] of lengths)
    if (length !== count)
      throw new CausalError(
        "diagnostics.lengths",
        `${name} has ${length} values for ${count} rows; expected one a row`,
      );
}

const rowsOf = (covariates: Covariates, kept: readonly number[]): Covariates =>
  Object.fromEntries(
    Object.entries(covariates).map(([name, values]) => [name, kept.map((row) => values[row]) as number[]]),
  );

const columnAt = (column: CovariateColumn, rows: readonly number[]): CovariateColumn => ({
  ...column,
  values: Float64Array.from(rows, (row) => column.values[row]!),
});

/** Rows of each time, times ascending. */
function byTime(time: Float64Array): readonly (readonly [number, readonly number[]])[] {
  const found = new Map<number, number[]>();
  time.forEach((at, row) => {
    const rows = found.get(at);
    if (rows === undefined) found.set(at, [row]);
    else rows.push(row);
  });
  return [...found].sort(([a], [b]) => a - b);
}
