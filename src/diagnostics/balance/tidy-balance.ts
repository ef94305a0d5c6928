import { arrayOf, checkCall, kinds } from "../../call-check.js";
import type { Diagnostic } from "../diagnostic.js";
import { standardizedMeanDifferenceRecord } from "../standardized-mean-difference.js";
import type { BalanceRow } from "./balance-row.js";
import { kolmogorovSmirnovRecord } from "./kolmogorov-smirnov.js";
import { overlapCoefficientRecord } from "./overlap-coefficient.js";
import { varianceRatioRecord } from "./variance-ratio.js";

/** One statistic of one covariate in one sample. */
export interface TidyBalanceRow {
  readonly covariate: string;
  readonly sample: BalanceRow["sample"];
  /** Name of the diagnostic whose record holds unit, source and sentence. */
  readonly statistic: string;
  readonly label: string;
  readonly unit: string;
  /** As in the balance table; null where it has none. */
  readonly value: number | null;
  readonly threshold: number | null;
  /** Whether the value lies beyond the threshold; false without either. */
  readonly beyond: boolean;
}

/** The statistics of a balance row: its value, and the size that a threshold is held against. */
const statistics: readonly {
  readonly record: Diagnostic;
  readonly value: (row: BalanceRow) => number | null;
  readonly size: (value: number) => number;
}[] = [
  {
    record: standardizedMeanDifferenceRecord,
    value: (row) => row.standardizedMeanDifference,
    size: Math.abs,
  },
  {
    record: varianceRatioRecord,
    value: (row) => row.varianceRatio,
    size: (value) => Math.max(value, 1 / value),
  },
  { record: kolmogorovSmirnovRecord, value: (row) => row.kolmogorovSmirnov, size: (value) => value },
  { record: overlapCoefficientRecord, value: (row) => row.overlapCoefficient, size: (value) => value },
];

/**
 * A balance table with a line for each covariate, sample and statistic, held against the statistic's first threshold
 * (`warn` of its record): for charts, files and filters.
 */
export function tidyBalance(rows: readonly BalanceRow[]): readonly TidyBalanceRow[] {
  checkCall("tidyBalance", { rows }, { rows: arrayOf(kinds.object) });
  return rows.flatMap((row) =>
    statistics.map(({ record, value: read, size }) => {
      const value = read(row);
      const threshold = record.warn;
      return {
        covariate: row.covariate,
        sample: row.sample,
        statistic: record.name,
        label: record.label,
        unit: record.unit,
        value,
        threshold,
        beyond:
          value !== null &&
          threshold !== null &&
          (record.worse === "above" ? size(value) > threshold : size(value) < threshold),
      };
    }),
  );
}
