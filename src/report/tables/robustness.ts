import type { StudyResult } from "../../study/schemas/result-schema.js";
import { benchmarkColumns } from "../confounders/benchmark-columns.js";
import { defineTable } from "../table.js";

type Benchmark = NonNullable<StudyResult["sensitivity"]>["robustness"]["benchmarks"][number];

/** Hidden confounders as strong as each observed column, and what they would leave of the estimate. */
export const robustnessTable = defineTable<Benchmark>({
  name: "robustness",
  caption: "Hidden confounders as strong as an observed column",
  rows: (result) => result.sensitivity.robustness.benchmarks,
  columns: (result) =>
    benchmarkColumns({
      outcomeUnit: result.outcome.unit,
      standardError: result.sensitivity.robustness.standardError ?? 0,
      ofTreatment: "Share of treatment's residual variance such a confounder explains.",
      estimate: "The linear companion's estimate with such a confounder held equal.",
    }),
});
