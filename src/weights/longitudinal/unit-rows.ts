import { PanelError } from "../../errors.js";
import {
  type DataTable,
  isText,
  numberColumn,
  tableColumn,
  tableRows,
} from "../../models/terms/data-table.js";

/** The rows of a long table in the order of unit and time. */
export interface UnitRows {
  /** Table row at each place: units in order of first appearance, times ascending within unit. [rows] */
  readonly order: Int32Array;
  /** Where each unit begins in `order`, and the number of rows at the end; [units + 1]. */
  readonly starts: Int32Array;
  /** Time of each table row, [rows]. */
  readonly times: Float64Array;
  readonly units: number;
}

/** Whether a unit may miss times between its first and last row: refused, or rows taken as consecutive visits. */
export type TimeGaps = "refuse" | "visits";

/**
 * Orders a long table: one row a unit and time; late entry and ragged ends are as they stand. With `gaps: "refuse"` the
 * rows of a unit must follow each other at the smallest step between times of the table, because a lag or a product of
 * weights across a hole would silently miss what happened in it. A table in order is not sorted again.
 * @throws PanelError `long.unit` (missing id), `long.time` (not a finite number), `long.twice`, `long.gap`;
 * `table.column-unknown`, `table.column-text`, `table.lengths`
 */
export function unitRows(data: DataTable, unit: string, time: string, gaps: TimeGaps = "refuse"): UnitRows {
  const rows = tableRows(data);
  const labels = tableColumn(data, unit);
  const times = Float64Array.from(numberColumn(data, time));
  const of = unitOfRow(labels, rows, unit);
  const bad = times.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new PanelError(
      "long.time",
      `time "${time}" is ${times[bad]} in row ${bad}; expected a finite number`,
      {
        row: bad,
      },
    );
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const before = (a: number, b: number) => of[a]! - of[b]! || times[a]! - times[b]!;
  if (order.some((row) => row > 0 && before(row - 1, row) > 0)) order.sort((a, b) => before(a, b) || a - b);
  const starts: number[] = [];
  for (let place = 0; place < rows; place++)
    if (place === 0 || of[order[place]!] !== of[order[place - 1]!]) starts.push(place);
  const ordered = { order, starts: Int32Array.from([...starts, rows]), times, units: starts.length };
  checkSteps(ordered, labels, gaps);
  return ordered;
}

function unitOfRow(labels: ArrayLike<number> | ArrayLike<string>, rows: number, unit: string): Int32Array {
  const index = new Map<number | string, number>();
  const of = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const label = labels[row]!;
    if (row > 0 && label === labels[row - 1]) {
      of[row] = of[row - 1]!;
      continue;
    }
    if (label === "" || (!isText(labels) && !Number.isFinite(label)))
      throw new PanelError("long.unit", `unit "${unit}" is missing in row ${row} (${label})`, { row });
    let at = index.get(label);
    if (at === undefined) {
      at = index.size;
      index.set(label, at);
    }
    of[row] = at;
  }
  return of;
}

function checkSteps(
  { order, starts, times, units }: UnitRows,
  labels: ArrayLike<number> | ArrayLike<string>,
  gaps: TimeGaps,
): void {
  let step = Number.POSITIVE_INFINITY;
  forEachStep(order, starts, times, units, (size, row) => {
    if (size === 0)
      throw new PanelError(
        "long.twice",
        `unit ${labels[row]} has two rows at time ${times[row]}; expected one row a unit and time`,
        { row },
      );
    step = Math.min(step, size);
  });
  if (gaps === "visits") return;
  forEachStep(order, starts, times, units, (size, row) => {
    if (size > step * (1 + 1e-9))
      throw new PanelError(
        "long.gap",
        `unit ${labels[row]} has no row between times ${times[row]! - size} and ${times[row]}, though times are ${step} apart; add the rows, or say gaps: "visits" if rows are consecutive visits`,
        { row },
      );
  });
}

function forEachStep(
  order: Int32Array,
  starts: Int32Array,
  times: Float64Array,
  units: number,
  visit: (size: number, row: number) => void,
): void {
  for (let i = 0; i < units; i++)
    for (let place = starts[i]! + 1; place < starts[i + 1]!; place++)
      visit(times[order[place]!]! - times[order[place - 1]!]!, order[place]!);
}
