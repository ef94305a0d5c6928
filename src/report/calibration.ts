import type { StudyResult } from "../study/schemas/result-schema.js";
import { formatCount } from "./format/count.js";
import { formatNumber } from "./format/number.js";
import { numberColumn } from "./plain-column.js";
import type { Column } from "./table.js";

/** User-days of like prediction. */
export type CalibrationBin = NonNullable<
  NonNullable<StudyResult["modelChecks"]>["propensity"]
>["bins"][number];

/** How many bins differ beyond chance. */
export const beyondChance = (bins: readonly CalibrationBin[]): number =>
  bins.filter(({ lower, upper }) => lower > 0 || upper < 0).length;

const digits = (value: number): string => formatNumber(value, { significant: 3 });

/** Columns of a table of bins; numbers stand in the unit of the result. */
export const calibrationColumns = (what: string, unit: string): readonly Column<CalibrationBin>[] => [
  numberColumn(
    ["from", "Prediction from", unit, "Lowest prediction of the group."],
    (row) => row.from,
    digits,
  ),
  numberColumn(["to", "to", unit, "Highest prediction of the group."], (row) => row.to, digits),
  numberColumn(["rows", "User-days", "", "Analysis rows of the group."], (row) => row.rows, formatCount),
  numberColumn(["predicted", "Predicted", unit, `Mean predicted ${what}.`], (row) => row.predicted, digits),
  numberColumn(["observed", "Observed", unit, `Mean observed ${what}.`], (row) => row.observed, digits),
  numberColumn(
    ["difference", "Observed minus predicted", unit, "Observed minus predicted."],
    (row) => row.observed - row.predicted,
    (value) => formatNumber(value, { significant: 2, sign: true }),
  ),
  numberColumn(
    ["lower", "Lower", unit, "Lower end of its interval, simultaneous over the groups, clustered by user."],
    (row) => row.lower,
    (value) => formatNumber(value, { significant: 2, sign: true }),
  ),
  numberColumn(
    ["upper", "Upper", unit, "Upper end of its interval."],
    (row) => row.upper,
    (value) => formatNumber(value, { significant: 2, sign: true }),
  ),
];
