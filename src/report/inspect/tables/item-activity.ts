import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = Readonly<Record<string, unknown>>;

const rowsOf = (inspection: Inspection): readonly Row[] => inspection.summary.item_activity ?? [];
const words: Readonly<Record<string, string>> = { impressions: "Events", unique_users: "Users" };

/** The items with most events. */
export const itemActivityTable = defineTable<Row, Inspection>({
  name: "item-activity",
  caption: "The ten items with most events",
  rows: rowsOf,
  columns: (inspection) => {
    const names = Object.keys(rowsOf(inspection)[0] ?? { item_id: "" });
    const id = names.find((name) => !(name in words) && !name.startsWith("avg_")) ?? "item_id";
    return [id, ...names.filter((name) => name !== id)].map((name) => {
      const heads = { name, label: words[name] ?? name, sentence: `The item's ${name}.` };
      const get = (row: Row) => row[name] as string | number | null;
      if (name === id) return columns.code<Row>(heads, get);
      return name in words ? columns.count<Row>(heads, get) : columns.number<Row>(heads, get);
    });
  },
});
