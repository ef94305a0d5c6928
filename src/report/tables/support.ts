import { commonSupportRecord } from "../../diagnostics/support/common-support.js";
import { equipoiseRecord } from "../../diagnostics/support/equipoise.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatCount } from "../format/count.js";
import { formatNumber } from "../format/number.js";
import { formatShare } from "../format/share.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { defineTable } from "../table.js";

interface SupportRow {
  readonly measure: string;
  readonly share: number;
  readonly wanted: string;
  readonly reading: string;
}

function supportRows({ support }: StudyResult): readonly SupportRow[] {
  const open = support.equipoise;
  const common = support.commonSupport;
  const half = equipoiseRecord.warn!;
  const arms =
    open === null
      ? []
      : ([
          ["treated", open.treated],
          ["untreated", open.control],
        ] as const);
  return [
    ...arms.map(([arm, share]) => ({
      measure: `Open among ${arm} user-days (preference score ${open!.bounds[0]} to ${open!.bounds[1]})`,
      share,
      wanted: `at least\u00a0${formatNumber(100 * half)}%`,
      reading: share >= half ? "in equipoise" : "not in equipoise: much was decided beforehand",
    })),
    ...(common === null
      ? []
      : [
          {
            measure: `Outside the common support${common.range === null ? "" : ` (propensity ${common.range.map((end) => formatNumber(end, { decimals: 3 })).join(" to ")})`}`,
            share: common.shareOutside,
            wanted: `at most\u00a0${formatNumber(100 * commonSupportRecord.warn!)}%`,
            reading: `${formatCount(common.treatedOutside)} treated and ${formatCount(common.controlOutside)} untreated user-days where the other arm has none`,
          },
        ]),
  ];
}

/** Equipoise and common support; shown and judged by no gate. */
export const supportTable = defineTable<SupportRow>({
  name: "support",
  caption: "Could the other arm have happened?",
  rows: supportRows,
  columns: () => [
    textColumn(["measure", "Measure", "", "What is measured."], (row) => row.measure),
    numberColumn(
      ["share", "Share", "of user-days", "Share of the user-days that the measure is about."],
      (row) => row.share,
      formatShare,
    ),
    textColumn(["wanted", "Customary", "", "What the field asks for."], (row) => row.wanted),
    textColumn(["reading", "Reading", "", "What the share says."], (row) => row.reading),
  ],
});
