import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = Inspection["sources"][number];

/** Fingerprints of the files that were read. */
export const sourcesTable = defineTable<Row, Inspection>({
  name: "sources",
  caption: "Files read",
  rows: (inspection) => inspection.sources,
  columns: () => [
    columns.code(
      { name: "name", label: "File", sentence: "Member or file name without a folder." },
      (row) => row.name,
    ),
    columns.count(
      { name: "bytes", label: "Size", unit: "bytes", sentence: "Size, unpacked." },
      (row) => row.bytes,
    ),
    columns.code(
      {
        name: "crc32",
        label: "CRC-32",
        sentence: "Of a zip member whole, of a file its first and last MiB.",
      },
      (row) => row.crc32,
    ),
  ],
});
