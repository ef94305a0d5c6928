import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { defineTable } from "../table.js";

type Bin = NonNullable<StudyResult["overlap"]>["bins"][number];

/** Propensities of treated and untreated user-days, counted in bins. */
export const overlapTable = defineTable<Bin>({
  name: "overlap",
  caption: "User-days by propensity",
  rows: (result) => result.overlap?.bins ?? [],
  columns: () => [
    {
      name: "from",
      label: "Propensity from",
      unit: "",
      kind: "number",
      sentence: "Lower end of the bin.",
      value: (row) => row.from,
      cell: (row) => formatNumber(row.from, { decimals: 3 }),
    },
    {
      name: "to",
      label: "to",
      unit: "",
      kind: "number",
      sentence: "Upper end of the bin.",
      value: (row) => row.to,
      cell: (row) => formatNumber(row.to, { decimals: 3 }),
    },
    {
      name: "treated",
      label: "Treated",
      unit: "user-days",
      kind: "number",
      sentence: "Treated user-days in the bin.",
      value: (row) => row.treated,
      cell: (row) => formatCount(row.treated),
    },
    {
      name: "control",
      label: "Untreated",
      unit: "user-days",
      kind: "number",
      sentence: "Untreated user-days in the bin.",
      value: (row) => row.control,
      cell: (row) => formatCount(row.control),
    },
  ],
});
