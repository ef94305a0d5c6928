import type { StudyResult } from "../study/schemas/result-schema.js";
import type { Palette } from "./palette.js";
import type { Table } from "./table.js";

/** A Vega-Lite view as plain data: what differs from chart to chart. Theme, title and sizes are added when it is drawn. */
export interface ChartView {
  readonly data: Readonly<Record<string, unknown>>;
  /** Height of the plot in pixels, axes not counted. */
  readonly height: number;
  readonly layer: readonly unknown[];
  readonly encoding?: Readonly<Record<string, unknown>>;
  readonly transform?: readonly unknown[];
  readonly resolve?: unknown;
  /** Signals of this chart that controls of the page move. */
  readonly params?: readonly unknown[];
}

/**
 * One chart of a page about `Data`, which is a study unless said otherwise. Specs may use the signal `narrow`, which is true on a telephone.
 * `title` says what to see, computed from the data; `description` says how the picture is built, for those who do not
 * see it; `table` holds the numbers behind it.
 */
export interface Chart<Data = StudyResult> {
  readonly name: string;
  readonly drawn: (result: Data) => boolean;
  readonly title: (result: Data) => string;
  readonly description: (result: Data) => string;
  readonly view: (result: Data, palette: Palette) => ChartView;
  /** A sentence under the picture on what it leaves out; null or absent when there is nothing to say. */
  readonly note?: (result: Data) => string | null;
  readonly table: Table<Data>;
}
