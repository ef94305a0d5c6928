import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import { formatEstimate, formatInterval } from "../format/estimate.js";
import { html } from "../html.js";
import { type Column, defineTable } from "../table.js";

type Point = NonNullable<StudyResult["horizon"]>["points"][number];
type Part = "cumulative" | "own";

/** The difference over steps 1 to k, and on step k alone. */
export const horizonTable = defineTable<Point>({
  name: "horizon",
  caption: "The difference as the outcome's window grows",
  rows: ({ horizon }) => horizon?.points ?? [],
  columns: ({ outcome, horizon }) => {
    const { factor, difference: unit } = displayUnit(outcome.unit);
    const step = horizon?.step ?? "day";
    const columnsOf = (part: Part, label: string, about: string): readonly Column<Point>[] => {
      const number = (
        name: string,
        head: string,
        sentence: string,
        value: (point: Point[Part]) => number,
      ): Column<Point> => ({
        name: `${part}_${name}`,
        label: head,
        unit,
        kind: "number",
        sentence,
        value: (row) => value(row[part]),
      });
      return [
        {
          ...number("estimate", label, about, ({ estimate }) => estimate),
          cell: ({ [part]: { estimate, standardError } }) =>
            formatEstimate(factor * estimate, factor * standardError),
        },
        number(
          "standard_error",
          "Standard error",
          "Its standard error, clustered by user.",
          (point) => point.standardError,
        ),
        number("lower", "Lower", "Lower end of its own interval.", ({ lower }) => lower),
        number("upper", "Upper", "Upper end of its own interval.", ({ upper }) => upper),
        number(
          "band_lower",
          "Band, lower",
          "Lower end of the band that holds for all points together.",
          ({ bandLower }) => bandLower,
        ),
        {
          ...number(
            "band_upper",
            "Band",
            "Band that holds for all points together; the file's column is its upper end.",
            ({ bandUpper }) => bandUpper,
          ),
          cell: ({ [part]: { bandLower, bandUpper, standardError } }) =>
            html`<span class="nowrap">${formatInterval({ lower: factor * bandLower, upper: factor * bandUpper }, factor * standardError)}</span>`,
        },
      ];
    };
    return [
      {
        name: "steps",
        label: `Up to ${step}`,
        unit: "",
        kind: "number",
        sentence: `Last ${step} of the window, counted from the ${step} of treatment.`,
        value: (row) => row.steps,
        cell: (row) => String(row.steps),
      },
      ...columnsOf(
        "cumulative",
        "Added up",
        `Treated minus untreated outcome, added up from ${step} 1 to this one.`,
      ),
      ...columnsOf("own", `This ${step} alone`, `Treated minus untreated outcome of this ${step} alone.`),
    ];
  },
});
