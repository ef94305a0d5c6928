import { columnLabel } from "../../definition/column-label.js";
import { displayUnit } from "../../results/display-unit.js";
import type { StudyResult } from "../../study/schemas/result-schema.js";
import type { Chart } from "../chart.js";
import { doseWords, meanBand } from "../dose-words.js";
import { inUnit, withUnit } from "../format/amount.js";
import { formatCount } from "../format/count.js";
import { formatMean } from "../format/estimate.js";
import { fiveDigits } from "../format/five-digits.js";
import { isRefusal } from "../headline-words.js";
import { doseResponseTable } from "../tables/dose-response.js";

type DoseResponse = NonNullable<StudyResult["doseResponse"]>;
type Level = DoseResponse["levels"][number];

const meanOf = ({ mean, standardError }: Level, factor: number): string =>
  formatMean(factor * mean, factor * standardError);

const doseOf = ({ dose, unit }: DoseResponse): string => columnLabel(dose, unit);

/** Adjusted mean outcome by level of the dose that the treatment cuts. */
export const doseResponseChart: Chart = {
  name: "dose-response",
  drawn: ({ doseResponse }) => (doseResponse?.levels.length ?? 0) > 1,
  title: (result) => {
    const found = result.doseResponse!;
    const { factor, mean } = displayUnit(result.outcome.unit);
    const apart = (tests: DoseResponse["tests"]) => tests.some(({ differ }) => differ);
    const [first, last] = [found.levels[0]!, found.levels.at(-1)!];
    if (apart(found.past.tests))
      return `Levels of the dose tell users apart: they differ in an outcome before it as well, so nothing here says what a dose does`;
    return `Levels on the same side of the cut ${apart(found.tests) ? "differ" : "are not seen to differ"}: the adjusted mean outcome is ${withUnit(meanOf(first, factor), mean)} at a dose of ${doseWords(first)} and ${withUnit(meanOf(last, factor), mean)} at ${doseWords(last)}${isRefusal(result) ? ", an association" : ""}`;
  },
  description: (result) => {
    const found = result.doseResponse!;
    return `One dot a level of ${doseOf(found)}, from the lowest to the highest: the mean outcome had every user-day been at it. Blue levels are untreated, orange ones treated. Thick bars are each mean's own interval, thin ones the band that holds for all levels together.`;
  },
  table: doseResponseTable,
  view: (result, palette) => {
    const found = result.doseResponse!;
    const { factor, mean: unit } = displayUnit(result.outcome.unit);
    const short = (value: number): number => fiveDigits(factor * value);
    const values = found.levels.map((row) => ({
      level: doseWords(row),
      side: row.arm === "treated" ? "treated" : "untreated",
      mean: short(row.mean),
      lower: short(row.lower),
      upper: short(row.upper),
      low: short(row.bandLower),
      high: short(row.bandUpper),
      words: `${meanOf(row, factor)} (${meanBand(row, factor)})`,
      rows: formatCount(row.rows),
      effective: formatCount(Math.round(row.effective)),
    }));
    const x = {
      field: "level",
      type: "nominal",
      sort: null,
      title: `Dose: ${doseOf(found)}${inUnit(found.unit === doseOf(found) ? "" : found.unit)}`,
      axis: { labelAngle: 0, labelLimit: 120, labelOverlap: true },
    };
    const y = (field: string) => ({
      field,
      type: "quantitative",
      title: `Adjusted mean outcome${inUnit(unit)}`,
      scale: { zero: false },
      axis: { grid: true, tickCount: 6 },
    });
    const color = {
      condition: { test: "datum.side === 'treated'", value: palette.treated },
      value: palette.control,
    };
    const tooltip = [
      { field: "level", title: `Dose${inUnit(found.unit)}` },
      { field: "side", title: "Side of the cut" },
      { field: "words", title: `Adjusted mean, with band${inUnit(unit)}` },
      { field: "rows", title: "User-days" },
      { field: "effective", title: "Effective user-days" },
    ];
    return {
      data: { values },
      height: 230,
      layer: [
        {
          mark: { type: "rule", strokeWidth: 1.5 },
          encoding: { x, y: y("low"), y2: { field: "high" }, color, tooltip },
        },
        {
          mark: { type: "rule", strokeWidth: 6, strokeCap: "round", opacity: 0.35 },
          encoding: { x, y: y("lower"), y2: { field: "upper" }, color, tooltip },
        },
        {
          mark: { type: "point", filled: true, size: 90, opacity: 1 },
          encoding: { x, y: y("mean"), color, tooltip },
        },
        ...[
          { text: "untreated", colour: palette.control, align: "left", at: 0 },
          { text: "treated", colour: palette.treated, align: "right", at: "width" },
        ].map(({ text, colour, align, at }) => ({
          data: { values: [{ text }] },
          mark: { type: "text", align, baseline: "bottom", fontWeight: 600, color: colour },
          encoding: { x: { value: at }, y: { value: -4 }, text: { field: "text" } },
        })),
      ],
    };
  },
};
