import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

interface Row {
  readonly where: string;
  readonly member: string;
  readonly megabytes: number;
}

/** Members of the download and of the archive inside it. */
export const inventoryTable = defineTable<Row, Inspection>({
  name: "inventory",
  caption: "What the download holds",
  rows: ({ summary }) =>
    [summary.outer_inventory, summary.inner_inventory].flatMap((list, inner) =>
      (list ?? []).map(({ member, size_mb: megabytes }) => ({
        where: inner === 1 ? "inner archive" : "download",
        member,
        megabytes,
      })),
    ),
  columns: () => [
    columns.code({ name: "member", label: "Member", sentence: "Name in the archive." }, (row) => row.member),
    columns.text(
      { name: "where", label: "Lies in", sentence: "The download, or the archive inside it." },
      (row) => row.where,
    ),
    columns.number(
      { name: "size_mb", label: "Size", unit: "MB", sentence: "Uncompressed size in millions of bytes." },
      (row) => row.megabytes,
    ),
  ],
});
