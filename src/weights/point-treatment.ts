import { checkCall, kinds, optional } from "../call-check.js";
import { CausalError, NotEstimableError, PanelError } from "../errors.js";
import { checkValues } from "../models/terms/check-values.js";
import { type DataTable, numberColumn, tableColumn } from "../models/terms/data-table.js";

/** Where the treatment and the sampling weights of rows stand. */
export interface TreatmentSpec {
  readonly data?: DataTable;
  /** A column of `data`, or one value a row: 0 and 1, or labels of two or more categories. */
  readonly treatment: string | ArrayLike<number> | ArrayLike<string>;
  /** How many units of the population a row stands for, at least 0: a column of `data`, or values. */
  readonly samplingWeights?: string | ArrayLike<number>;
}

/** A treatment taken once by each row. */
export interface PointTreatment {
  readonly rows: number;
  /** Ascending. */
  readonly levels: readonly (string | number)[];
  /** Index into `levels`, [rows]. */
  readonly arm: Int32Array;
  /** Sampling weights, 1 without them, [rows]. */
  readonly sampling: Float64Array;
}

/** More values than this are a quantity, not categories. */
const mostLevels = 50;

/**
 * Reads a binary or categorical treatment and the sampling weights.
 * @throws NotEstimableError `weights.one-arm` for a treatment with one value among rows with sampling weight;
 * `weights.sampling` for sampling weights that are negative, not finite or all 0; PanelError `weights.treatment` for an
 * unknown value, `weights.lengths`; CausalError `weights.spec` for a name without data, or more than 50 levels
 */
export function pointTreatment(spec: TreatmentSpec): PointTreatment {
  checkCall("weights", spec, { treatment: kinds.column, samplingWeights: optional(kinds.column) });
  const values = treatmentValues(spec);
  const rows = values.length;
  const sampling = samplingWeights(spec, rows);
  const { distinct, codes } = codedValues(values);
  const taken = new Uint8Array(distinct.length);
  for (let r = 0; r < rows; r++) if (sampling[r]! > 0) taken[codes[r]!] = 1;
  const levels = distinct.filter((_, code) => taken[code] === 1).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (levels.length < 2)
    throw new NotEstimableError(
      "weights.one-arm",
      `the treatment is ${JSON.stringify(levels[0])} in every row with sampling weight; a comparison needs two arms`,
      { levels },
    );
  if (levels.length > mostLevels)
    throw new CausalError(
      "weights.spec",
      `the treatment has ${levels.length} values, at most ${mostLevels} make categories; for a quantity say kind: "continuous"`,
      { levels: levels.length },
    );
  const armOf = Int32Array.from(distinct, (value) => Math.max(levels.indexOf(value), 0));
  const arm = codes.map((code) => armOf[code]!);
  return { rows, levels, arm, sampling };
}

/** Values in order of first appearance, and which of them each row has. */
function codedValues(values: ArrayLike<number> | ArrayLike<string>) {
  const index = new Map<string | number, number>();
  const codes = new Int32Array(values.length);
  let last: string | number | undefined;
  let code = -1;
  for (let r = 0; r < values.length; r++) {
    const value = values[r];
    if (value === undefined || value === null || value === "" || Number.isNaN(value))
      throw new PanelError(
        "weights.treatment",
        `the treatment of row ${r} is not known; leave out rows with unknown values first (completeCases)`,
        { row: r },
      );
    if (value !== last) {
      code = index.get(value) ?? index.size;
      if (code === index.size) index.set(value, code);
      last = value;
    }
    codes[r] = code;
  }
  return { distinct: [...index.keys()], codes };
}

/** The treatment column as it stands. */
export function treatmentValues({ data, treatment }: TreatmentSpec): ArrayLike<number> | ArrayLike<string> {
  if (typeof treatment !== "string") {
    if (treatment.length === 0) throw new PanelError("weights.lengths", "the treatment has no rows");
    checkValues(treatment, "the treatment");
    return treatment;
  }
  if (data === undefined)
    throw new CausalError("weights.spec", `treatment "${treatment}" is a name, which needs data`);
  return tableColumn(data, treatment);
}

/** Checked sampling weights; 1 a row without them. */
export function samplingWeights(
  { data, samplingWeights: given }: Pick<TreatmentSpec, "data" | "samplingWeights">,
  rows: number,
): Float64Array {
  if (given === undefined) return new Float64Array(rows).fill(1);
  if (typeof given === "string" && data === undefined)
    throw new CausalError("weights.spec", `samplingWeights "${given}" is a name, which needs data`);
  if (typeof given !== "string") checkValues(given, "samplingWeights", true);
  const weights = new Float64Array(typeof given === "string" ? numberColumn(data!, given) : given);
  if (weights.length !== rows)
    throw new PanelError(
      "weights.lengths",
      `samplingWeights has ${weights.length} values, but the treatment ${rows}; every column has one value a row`,
    );
  const bad = weights.findIndex((w) => !(w >= 0 && w < Number.POSITIVE_INFINITY));
  if (bad >= 0 || weights.every((w) => w === 0))
    throw new NotEstimableError(
      "weights.sampling",
      bad >= 0
        ? `the sampling weight of row ${bad} is ${weights[bad]}; expected a finite number, at least 0`
        : `all ${rows} sampling weights are 0; no row takes part`,
      { row: bad },
    );
  return weights;
}

/** Index of the level that `focal` names. @throws CausalError `weights.focal` listing the levels */
export function levelIndex(levels: readonly (string | number)[], focal: string | number): number {
  const at = levels.indexOf(focal);
  if (at >= 0) return at;
  throw new CausalError(
    "weights.focal",
    `focal ${JSON.stringify(focal)} is no level of the treatment; levels are ${levels.join(", ")}`,
    { levels },
  );
}
