import type { StudyResult } from "../../study/schemas/result-schema.js";
import { withUnit } from "../format/amount.js";
import { formatBeside } from "../format/beside.js";
import { groupedCounts } from "../format/grouped-counts.js";
import { trueMinus } from "../format/true-minus.js";
import { html } from "../html.js";
import { defineTable } from "../table.js";
import { verdictChip } from "../verdict-chip.js";

type Gate = StudyResult["gates"][number];

/** A gate's value with its unit; shares as they are, since thresholds are written that way. */
const gateValue = (gate: Gate): string =>
  gate.value === null ? "not evaluated" : withUnit(formatBeside(gate.value, gate.threshold), gate.unit);

/** Every condition under which the causal sentence may be said. */
export const gatesTable = defineTable<Gate>({
  name: "gates",
  caption: "Gates: conditions under which the causal sentence may be said",
  rows: (result) => result.gates,
  columns: () => [
    {
      name: "label",
      label: "Gate",
      unit: "",
      kind: "text",
      sentence: "What is asked.",
      value: (row) => row.label,
      cell: (row) => row.label,
    },
    {
      name: "name",
      label: "Name",
      unit: "",
      kind: "text",
      sentence: "Name of the gate in estimand files.",
      value: (row) => row.name,
    },
    {
      name: "verdict",
      label: "Verdict",
      unit: "",
      kind: "text",
      sentence: "Pass, warn, fail or not evaluated.",
      value: (row) => row.verdict,
      cell: (row) => verdictChip(row.verdict),
    },
    {
      name: "value",
      label: "Found",
      unit: "",
      kind: "number",
      sentence: "The value found; empty when not evaluated.",
      value: (row) => row.value,
      cell: (row) => html`<span class="nowrap">${gateValue(row)}</span>`,
    },
    {
      name: "unit",
      label: "Unit",
      unit: "",
      kind: "text",
      sentence: "Unit of the value.",
      value: (row) => row.unit,
    },
    {
      name: "threshold",
      label: "Threshold",
      unit: "",
      kind: "text",
      sentence: "Where it warns and fails.",
      value: (row) => row.threshold,
      cell: (row) => row.threshold,
    },
    {
      name: "sentence",
      label: "What was found",
      unit: "",
      kind: "text",
      sentence: "What was found, in words.",
      value: (row) => row.sentence,
      cell: (row) =>
        html`${groupedCounts(trueMinus(row.sentence))}${row.remedy === "" ? null : html` <span class="remedy">${row.remedy}</span>`}${
          row.override === null ? null : html` <span class="remedy"><b>Overridden:</b> ${row.override}</span>`
        }`,
    },
    {
      name: "remedy",
      label: "Remedy",
      unit: "",
      kind: "text",
      sentence: "What would mend it; empty for a pass.",
      value: (row) => row.remedy,
    },
    {
      name: "override",
      label: "Override",
      unit: "",
      kind: "text",
      sentence: "The written reason that overrides a failure.",
      value: (row) => row.override,
    },
  ],
});
