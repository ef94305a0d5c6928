import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { doseWords, meanBand } from "../dose-words.js";
import { formatCount } from "../format/count.js";
import { formatEstimate, formatInterval, formatMean } from "../format/estimate.js";
import { formatNumber } from "../format/number.js";
import { html } from "../html.js";
import { numberColumn, textColumn } from "../plain-column.js";
import { type Column, defineTable } from "../table.js";

type DoseResponse = NonNullable<StudyResult["doseResponse"]>;
type Level = DoseResponse["levels"][number] & { readonly past: DoseResponse["past"]["means"][number] | null };

/** In the file only. */
const kept = (
  name: string,
  unit: string,
  sentence: string,
  value: (row: Level) => number | null,
): Column<Level> => ({ name, label: name, unit, kind: "number", sentence, value });

/** Adjusted mean outcome by level of the dose, and its rise from the level below. */
export const doseResponseTable = defineTable<Level>({
  name: "dose-response",
  caption: "Adjusted mean outcome by level of the dose",
  rows: ({ doseResponse }) =>
    (doseResponse?.levels ?? []).map((row, k) => ({ ...row, past: doseResponse?.past.means[k] ?? null })),
  columns: ({ outcome, doseResponse }) => {
    const { factor, mean: unit, difference } = displayUnit(outcome.unit);
    const dose = doseResponse?.unit ?? "";
    return [
      {
        name: "from",
        label: "Dose",
        unit: dose,
        kind: "number",
        sentence: "Smallest and largest dose of the level; the file's column is the smallest.",
        value: (row) => row.from,
        cell: (row) => html`<span class="nowrap">${doseWords(row)}</span>`,
      },
      kept("to", dose, "Largest dose of the level.", (row) => row.to),
      textColumn(["arm", "Side of the cut", "", "Whether its user-days are treated or not."], (row) =>
        row.arm === "treated" ? "treated" : "untreated",
      ),
      kept("mean_dose", dose, "Mean dose of its user-days.", (row) => row.meanDose),
      numberColumn(
        ["rows", "User-days", "", "Analysis rows whose dose is in the level."],
        (row) => row.rows,
        formatCount,
      ),
      numberColumn(["users", "Users", "", "Users with such a user-day."], (row) => row.users, formatCount),
      numberColumn(
        ["effective", "Effective", "", "Effective number of its user-days after weighting."],
        (row) => row.effective,
        (value) => formatNumber(value, { decimals: 0 }),
      ),
      {
        name: "mean",
        label: "Adjusted mean",
        unit,
        kind: "number",
        sentence: "Mean outcome had every analysis row been at the level.",
        value: (row) => row.mean,
        cell: (row) => formatMean(factor * row.mean, factor * row.standardError),
      },
      kept("standard_error", unit, "Its standard error, clustered by user.", (row) => row.standardError),
      kept("lower", unit, "Lower end of its own interval.", (row) => row.lower),
      kept("upper", unit, "Upper end of its own interval.", (row) => row.upper),
      kept(
        "band_lower",
        unit,
        "Lower end of the band that holds for all levels together.",
        (row) => row.bandLower,
      ),
      {
        ...kept(
          "band_upper",
          unit,
          "Band that holds for all levels together; the file's column is its upper end.",
          (row) => row.bandUpper,
        ),
        label: "Band",
        cell: (row) => html`<span class="nowrap">${meanBand(row, factor)}</span>`,
      },
      {
        ...kept(
          "step",
          difference,
          "Mean less that of the level below; empty at the lowest.",
          (row) => row.step?.estimate ?? null,
        ),
        label: "Rise",
        cell: ({ step }) =>
          step === null ? "none" : formatEstimate(factor * step.estimate, factor * step.standardError),
      },
      kept(
        "step_lower",
        difference,
        "Lower end of the rise's interval, which holds for all rises together.",
        (row) => row.step?.lower ?? null,
      ),
      {
        ...kept(
          "step_upper",
          difference,
          "Interval of the rise, which holds for all rises together; the file's column is its upper end.",
          (row) => row.step?.upper ?? null,
        ),
        label: "Interval of the rise",
        cell: ({ step }) =>
          step === null
            ? "none"
            : html`<span class="nowrap">${formatInterval({ lower: factor * step.lower, upper: factor * step.upper }, factor * step.standardError)}</span>`,
      },
      numberColumn(
        [
          "past_mean",
          "Past outcome",
          unit,
          "Adjusted mean of an outcome before all that is adjusted for, which the dose cannot have moved.",
        ],
        (row) => row.past?.mean ?? null,
        (value) => formatNumber(factor * value, { significant: 3 }),
      ),
      kept(
        "past_standard_error",
        unit,
        "Standard error of the past outcome's mean.",
        (row) => row.past?.standardError ?? null,
      ),
    ];
  },
});
