import { checkCall, kinds } from "../../call-check.js";
import { PanelError } from "../../errors.js";
import {
  type DataTable,
  isText,
  numberColumn,
  tableColumn,
  tableRows,
} from "../../models/terms/data-table.js";

export interface LongFromWideOptions {
  /** The times, ascending. */
  readonly times: readonly number[];
  /** Columns to make, each from one wide column a time; null where there was no measurement (NaN). */
  readonly varying: Readonly<Record<string, readonly (string | null)[]>>;
  /** A unit's rows end before the first time at which this made column is NaN (ragged ends); default: all times. */
  readonly endsWithout?: string;
  /** Names of the columns made of the unit's number (from 0) and of the time; default "unit" and "time". */
  readonly unit?: string;
  readonly time?: string;
}

/**
 * A wide table (one row a unit) as a long one (one row a unit and time), times within units. Columns that are not
 * taken apart are repeated on every row of their unit.
 * @throws PanelError `wide.columns` when a column has not one source a time, or a name is made twice; `table.*`
 */
export function longFromWide(
  wide: DataTable,
  options: LongFromWideOptions,
): Readonly<Record<string, Float64Array | readonly string[]>> {
  checkCall("longFromWide", { wide, options }, { wide: kinds.table, options: kinds.object });
  checkCall("longFromWide", options, { times: kinds.array, varying: kinds.object });
  const { times, varying, endsWithout, unit = "unit", time = "time" } = options;
  checkCall(
    "longFromWide",
    varying,
    Object.fromEntries(Object.keys(varying).map((name) => [name, kinds.array])),
  );
  const units = tableRows(wide);
  const sources = Object.entries(varying).map(([name, columns]) => {
    if (columns.length !== times.length)
      throw new PanelError(
        "wide.columns",
        `"${name}" has ${columns.length} wide columns, but there are ${times.length} times; use null where none was measured`,
      );
    return [name, columns.map((column) => (column === null ? null : numberColumn(wide, column)))] as const;
  });
  const taken = new Set(Object.values(varying).flat());
  const repeated = Object.keys(wide).filter((name) => !taken.has(name));
  const made = [unit, time, ...Object.keys(varying), ...repeated];
  const twice = made.find((name, k) => made.indexOf(name) !== k);
  if (twice !== undefined)
    throw new PanelError("wide.columns", `a column "${twice}" would be made twice; rename one`, {
      name: twice,
    });
  const ending = endsWithout === undefined ? undefined : sources.find(([name]) => name === endsWithout);
  if (endsWithout !== undefined && ending === undefined)
    throw new PanelError("wide.columns", `endsWithout "${endsWithout}" is not among the varying columns`);

  const ofUnit: number[] = [];
  const ofTime: number[] = [];
  for (let i = 0; i < units; i++)
    for (let t = 0; t < times.length; t++) {
      if (ending !== undefined && Number.isNaN(ending[1][t]?.[i] ?? Number.NaN)) break;
      ofUnit.push(i);
      ofTime.push(t);
    }
  const constant = (name: string) => {
    const values = tableColumn(wide, name);
    return isText(values)
      ? ofUnit.map((i) => values[i]!)
      : Float64Array.from(ofUnit, (i) => (values as ArrayLike<number>)[i]!);
  };
  return Object.fromEntries<Float64Array | readonly string[]>([
    [unit, Float64Array.from(ofUnit)],
    [time, Float64Array.from(ofTime, (t) => times[t]!)],
    ...sources.map(
      ([name, columns]) =>
        [name, Float64Array.from(ofUnit, (i, row) => columns[ofTime[row]!]?.[i] ?? Number.NaN)] as const,
    ),
    ...repeated.map((name) => [name, constant(name)] as const),
  ]);
}
