import type { Histogram, HistogramBin } from "../../panel/inspection/histogram.js";
import type { Inspection } from "../../panel/inspection/inspection.js";
import { defineTable, type Table } from "../table.js";
import { columns } from "./columns.js";

/** The bins of a histogram; the outer ones hold what is not drawn. */
export const histogramTable = ({ name, column, of, bins, below, beyond }: Histogram): Table<Inspection> =>
  defineTable<HistogramBin | Outer, Inspection>({
    name,
    caption: `${column} over ${of}`,
    rows: () => [
      ...(below === 0 ? [] : [{ from: null, to: bins[0]!.from, count: below }]),
      ...bins,
      ...(beyond === 0 ? [] : [{ from: bins.at(-1)!.to, to: null, count: beyond }]),
    ],
    columns: () => [
      columns.number(
        { name: "from", label: "From", sentence: "Lower edge of the bin, included." },
        (bin) => bin.from,
      ),
      columns.number(
        { name: "to", label: "To", sentence: "Upper edge of the bin, not included." },
        (bin) => bin.to,
      ),
      columns.count(
        { name: "count", label: "Count", sentence: "How many lie in the bin." },
        (bin) => bin.count,
      ),
    ],
  });

interface Outer {
  readonly from: number | null;
  readonly to: number | null;
  readonly count: number;
}
