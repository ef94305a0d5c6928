import type { StudyResult } from "../../study/schemas/result-schema.js";
import { capitalised } from "../format/capitalised.js";
import { formatCount } from "../format/count.js";
import { formatShare } from "../format/share.js";
import { defineTable } from "../table.js";

interface AttritionStep {
  readonly step: string;
  readonly rows: number;
  readonly users: number;
  readonly share: number;
}

const steps = (result: StudyResult): readonly AttritionStep[] => {
  const all = result.attrition[0]?.rows ?? 0;
  return result.attrition.map((step) => ({ ...step, share: all === 0 ? 0 : step.rows / all }));
};

/** Which rows are left after each condition of the question. */
export const attritionTable = defineTable<AttritionStep>({
  name: "attrition",
  caption: "From the panel to the analysis rows",
  rows: steps,
  columns: () => [
    {
      name: "step",
      label: "Step",
      unit: "",
      kind: "text",
      sentence: "What was asked of a row.",
      value: (row) => row.step,
      cell: (row) => capitalised(row.step),
    },
    {
      name: "rows",
      label: "User-days left",
      unit: "",
      kind: "number",
      sentence: "User-days left after the step.",
      value: (row) => row.rows,
      cell: (row) => formatCount(row.rows),
    },
    {
      name: "users",
      label: "Users left",
      unit: "",
      kind: "number",
      sentence: "Users with at least one user-day left.",
      value: (row) => row.users,
      cell: (row) => formatCount(row.users),
    },
    {
      name: "share",
      label: "Share of user-days",
      unit: "",
      kind: "number",
      sentence: "User-days left as a share of the first step's.",
      value: (row) => row.share,
      cell: (row) => formatShare(row.share),
    },
  ],
});
