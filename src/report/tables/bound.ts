import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { benchmarkColumns } from "../confounders/benchmark-columns.js";
import { formatInterval } from "../format/estimate.js";
import { html } from "../html.js";
import { type Column, defineTable } from "../table.js";

type Benchmark = NonNullable<StudyResult["sensitivity"]>["bound"]["benchmarks"][number];

/** Hidden confounders as strong as each observed column, and where the effect itself could lie with them. */
export const boundTable = defineTable<Benchmark>({
  name: "bound",
  caption: "Where the effect can lie with a hidden confounder as strong as an observed column",
  rows: (result) => result.sensitivity.bound.benchmarks,
  columns: (result) => {
    const { factor, difference: unit } = displayUnit(result.outcome.unit);
    const standardError = result.sensitivity.bound.standardError ?? 0;
    const end = (
      words: Pick<Column<Benchmark>, "name" | "label" | "sentence">,
      value: (row: Benchmark) => number,
    ): Column<Benchmark> => ({ ...words, unit, kind: "number", value });
    const between = (lower: number, upper: number) =>
      html`<span class="nowrap">${formatInterval({ lower: factor * lower, upper: factor * upper }, factor * standardError)}</span>`;
    return [
      ...benchmarkColumns<Benchmark>({
        outcomeUnit: result.outcome.unit,
        standardError,
        ofTreatment: "Share of the variance of the weights that would be missed without it.",
        estimate: "The end of the bound on the side of 0.",
      }),
      end({ name: "lower", label: "Bound", sentence: "Lower end of the bound." }, (row) => row.lower),
      {
        ...end(
          {
            name: "upper",
            label: "Bound",
            sentence: "Both ends of the bound; the file's column is the upper.",
          },
          (row) => row.upper,
        ),
        cell: ({ lower, upper }) => between(lower, upper),
      },
      end(
        {
          name: "confidence_lower",
          label: "Limits",
          sentence: "Lower confidence limit of the lower end.",
        },
        (row) => row.confidenceLower,
      ),
      {
        ...end(
          {
            name: "confidence_upper",
            label: "Confidence limits",
            sentence: "Confidence limits of both ends; the file's column is the upper.",
          },
          (row) => row.confidenceUpper,
        ),
        cell: ({ confidenceLower, confidenceUpper }) => between(confidenceLower, confidenceUpper),
      },
    ];
  },
});
