import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

type Row = NonNullable<Inspection["popularity"]>["points"][number];

/** How events spread over items. */
export const popularityTable = defineTable<Row, Inspection>({
  name: "popularity",
  caption: "Events by rank of item",
  rows: (inspection) => inspection.popularity?.points ?? [],
  columns: () => [
    columns.count(
      { name: "items", label: "Items", sentence: "Items so far, most popular first." },
      (row) => row.items,
    ),
    columns.share(
      { name: "share_of_items", label: "Share of items", sentence: "Their share of all items." },
      (row) => row.shareOfItems,
    ),
    columns.share(
      { name: "share_of_events", label: "Share of events", sentence: "Their share of all events." },
      (row) => row.shareOfEvents,
    ),
    columns.count(
      { name: "events", label: "Events", sentence: "Events of the last of them." },
      (row) => row.events,
    ),
  ],
});
