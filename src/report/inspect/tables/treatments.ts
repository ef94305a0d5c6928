import type { Inspection } from "../../../panel/inspection/inspection.js";
import { defineTable } from "../../table.js";
import { columns } from "../columns.js";

interface Candidate {
  readonly name: string;
  readonly rule: string;
  readonly threshold: number | null;
  readonly share: number | null;
  readonly treated: number | null;
}

function candidates({ summary }: Inspection): readonly Candidate[] {
  const shares = new Map(summary.treatment_summary.map((row) => [row.treatment, row]));
  return summary.thresholds.map(({ candidate_treatment: name, rule, threshold }) => ({
    name,
    rule,
    threshold,
    share: shares.get(name)?.share_of_user_days ?? null,
    treated: shares.get(name)?.treated_user_days ?? null,
  }));
}

/** Candidate treatments, their thresholds and how common they are. */
export const treatmentsTable = defineTable<Candidate, Inspection>({
  name: "treatments",
  caption: "Candidate treatments",
  rows: (inspection) => candidates(inspection),
  columns: () => [
    columns.code(
      { name: "treatment", label: "Candidate", sentence: "Name of the candidate treatment." },
      (row) => row.name,
    ),
    columns.text(
      { name: "rule", label: "Rule", sentence: "The rule in words, its number resolved." },
      (row) => row.rule,
    ),
    columns.number(
      { name: "threshold", label: "Threshold", sentence: "Number the rule compares with." },
      (row) => row.threshold,
    ),
    columns.share(
      { name: "share_of_user_days", label: "Share", sentence: "Treated share of all user-days." },
      (row) => row.share,
    ),
    columns.count(
      { name: "treated_user_days", label: "Treated", unit: "user-days", sentence: "Treated user-days." },
      (row) => row.treated,
    ),
  ],
});
