import { columnLabel } from "../../definition/column-label.js";
import { describeWindow } from "../../definition/day-window.js";
import { fullLookBack } from "../../definition/full-look-back.js";
import { type CutColumn, type SegmentBins, segmentBins } from "../../design/segment-bins.js";
import { adjustmentTerms } from "../../estimand/adjustment-terms.js";
import type { Estimand, Segmentation } from "../../estimand/estimand.js";
import { effectWithin } from "../../estimators/effect-within.js";
import { estimators } from "../../estimators/registry.js";
import { holm } from "../../inference/families/holm.js";
import type { Panel } from "../../panel/panel.js";
import { displayUnit } from "../../results/display-unit.js";
import type { AnalysisRows } from "../analysis-rows.js";
import type { EstimatorFits } from "../fit-estimators.js";
import { onRows } from "../on-rows.js";
import { roundToError } from "../round-to-error.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { shortNumber } from "../short-number.js";
import { levelName } from "./level-name.js";
import { type PartitionEffects, partEffects } from "./part-effects.js";
import { differenceSentence, type Reading, restsOnOne } from "./part-words.js";

type Segments = NonNullable<StudyResult["segments"]>;
type SegmentColumn = Segments["columns"][number];

export interface PartStudy {
  readonly panel: Panel;
  readonly rows: AnalysisRows;
  /** Panel row of each analysis row, ascending, [rows]. */
  readonly panelRow: Int32Array;
  readonly fits: Pick<EstimatorFits, "models" | "primary">;
  readonly estimand: Estimand;
  /** Unit of the outcome. */
  readonly unit: string;
  /** Whether the headline claims a cause. */
  readonly reading: Reading;
}

/** The effect in every segment that the question declares, as one family; undefined where it declares none. */
export function segmentsOf(study: PartStudy): Segments | undefined {
  const { panel, rows, fits, estimand } = study;
  const { segments = [] } = estimand;
  if (segments.length === 0) return undefined;
  const { level, seed } = estimand.inference;
  const able = effectWithin(fits.models, fits.primary);
  if (able.reason !== undefined)
    return { estimator: estimators[fits.primary.estimator].label, level, reason: able.reason, columns: [] };
  const bins = segments.map((segment) => binsOf(segment, study));
  const cut = bins.flatMap(({ found }) => found ?? []);
  const effects = partEffects(cut, {
    within: able.within,
    rows,
    users: panel.users,
    level,
    seed,
    family: "segments",
  });
  const tested = effects.flatMap(({ difference }) => difference ?? []);
  const adjusted = new Map(holm(tested.map(({ pValue }) => pValue)).map((p, k) => [tested[k]!, p] as const));
  const columns = segments.map((segment, k): SegmentColumn => {
    const { found, reason } = bins[k]!;
    const about = describe(segment, study);
    if (found === undefined)
      return {
        ...about,
        cut: `not cut: ${reason}`,
        cutPoints: [],
        notKnown: 0,
        segments: [],
        difference: null,
        adjustedPValue: null,
        sentence: `Not evaluated: ${reason}.`,
        caveats: [],
      };
    const own = effects[cut.indexOf(found)]!;
    const p = own.difference === null ? null : adjusted.get(own.difference)!;
    const notKnown = found.part.reduce((count, part) => count + (part < 0 ? 1 : 0), 0);
    return {
      ...about,
      cut: found.cut,
      cutPoints: [...found.cutPoints],
      notKnown,
      segments: own.effects.map((effect, part) => ({ segment: found.names[part]!, ...effect })),
      difference: own.difference,
      adjustedPValue: p,
      sentence: differenceSentence(`the ${found.parts} segments of ${about.label}`, own, p, {
        reading: study.reading,
        level,
        adjustedFor: tested.length > 1 ? `, adjusted for ${tested.length} columns` : "",
      }),
      caveats: caveats(about, notKnown, { ...own, names: found.names }, study.unit),
    };
  });
  return { estimator: estimators[able.estimator].label, level, reason: null, columns };
}

type Described = Pick<SegmentColumn, "column" | "label" | "kind" | "window" | "unit" | "adjusted">;

function describe({ column: name, label }: Segmentation, { panel, estimand }: PartStudy): Described {
  const { kind, window, unit } = panel.columns.find((column) => column.name === name)!;
  return {
    column: name,
    label: label ?? columnLabel(name, unit),
    kind,
    window: describeWindow(window),
    unit,
    adjusted: adjustmentTerms(estimand).some(({ column }) => column === name),
  };
}

/** Where full history is asked for, a column whose days reach out of the log is not known. */
function binsOf(segment: Segmentation, { panel, panelRow, estimand }: PartStudy): CutColumn {
  const { column: name } = segment;
  const column = panel.columns.find((each) => each.name === name)!;
  const required = estimand.population.history === "full" ? fullLookBack(panel.columns, [name]) : 0;
  const values = onRows(panel, panelRow, (shard) => {
    const known = shard.column(name);
    return required === 0
      ? known
      : known.map((value, row) => (shard.lookBack[row]! < required ? Number.NaN : value));
  });
  return segmentBins(values, segment, (value) => levelName(column, value, panel.definition));
}

function caveats(
  { column, label, adjusted }: Described,
  notKnown: number,
  { effects, names }: PartitionEffects & Pick<SegmentBins, "names">,
  unit: string,
): string[] {
  const { factor, difference } = displayUnit(unit);
  return [
    ...(adjusted
      ? []
      : [
          `The column ${column} is not adjusted for: the models do not tell its segments apart, so what confounds within a segment may be left.`,
        ]),
    ...(notKnown === 0
      ? []
      : [
          `On ${notKnown} user-day${notKnown === 1 ? "" : "s"} ${label} is not known; they are in no segment.`,
        ]),
    ...effects.flatMap((effect, part) => {
      const { withoutUser, standardError } = effect;
      if (withoutUser === null || !restsOnOne(effect)) return [];
      const left = roundToError(factor * standardError!)(factor * withoutUser.estimate);
      return [
        `In the segment “${names[part]}” of ${label}, user ${withoutUser.user} alone makes ${shortNumber(100 * withoutUser.varianceShare)}% of the estimate's variance; without them it would be about ${left} ${difference}.`,
      ];
    }),
  ];
}
