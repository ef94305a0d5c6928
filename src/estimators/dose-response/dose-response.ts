import { checkCall, kinds, optional } from "../../call-check.js";
import type { Design } from "../../design/design.js";
import { NotEstimableError, PanelError, refuseUnknownOptions } from "../../errors.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { modelsFor, type NuisanceModels } from "../nuisance-models.js";
import { type DoseLevel, type DoseLevels, doseLevels, doseWords } from "./dose-levels.js";
import { levelMeans } from "./level-means.js";

export interface DoseResponseSpec {
  /** Its treatment is 1 on one side of a cut of the dose. */
  readonly design: Design;
  /** [rows] in design order. */
  readonly dose: ArrayLike<number>;
  /** The lowest dose of each level after the first, ascending; by default up to five levels of alike many rows. */
  readonly from?: readonly number[];
  /** `nuisanceModels(design)`, to share its propensity. */
  readonly models?: NuisanceModels;
}

/** The mean outcome had every row's dose been in one range. */
export interface DoseResponseLevel extends DoseLevel {
  /** Mean dose of its rows, weighted as the design averages. */
  readonly meanDose: number;
  readonly rows: number;
  readonly users: number;
  /** (Σ w)² / Σ w² of its rows with w = averaging / P(level | L). */
  readonly effective: number;
  readonly mean: InfluenceEstimate;
}

/** A level with fewer users, or fewer effective rows, has no mean worth showing. */
const fewest = 30;

/**
 * Adjusted mean outcome by level of the dose that a treatment cuts, standardised to all rows: up to five levels that do not
 * straddle the cut, each with its doubly robust mean. A level is a version of the treatment; the same covariates are held
 * equal as between the arms.
 * @throws CausalError `dose.option`; PanelError `dose.lengths`, `dose.not-finite`; NotEstimableError `dose.no-cut`, `dose.from`,
 *   `dose.two-levels`, `dose.few-users`, `dose.few-effective` (fewer than 30), `dose.no-support`; what the models throw,
 *   separation among it
 * Checked in test/estimators/dose-response.test.ts: by hand, against `aipw`, and in worlds with known means.
 */
export function doseResponse(spec: DoseResponseSpec): readonly DoseResponseLevel[] {
  refuseUnknownOptions("dose", spec, ["design", "dose", "from", "models"]);
  checkCall("doseResponse", spec, {
    design: kinds.design,
    dose: kinds.rows,
    from: optional(kinds.array),
    models: optional(kinds.nuisances),
  });
  const { design } = spec;
  const models = modelsFor(design, spec.models);
  const dose = checkedDose(spec.dose, design.rows);
  const treatment = new Float64Array(design.rows);
  for (const shard of design.shards) treatment.set(shard.treatment, shard.firstRow);
  const dosed = doseLevels(dose, treatment, spec.from);
  const counted = dosed.levels.map((_, level) => countsOf(design, dosed, dose, level));
  requireEnough(
    dosed,
    "users",
    counted.map(({ users }) => users),
  );
  const { means, probability } = levelMeans(design, dosed, models);
  const effective = effectiveRows(design, dosed, probability);
  requireEnough(dosed, "effective rows", effective);
  return dosed.levels.map((level, k) => ({
    ...level,
    ...counted[k]!,
    effective: effective[k]!,
    mean: means[k]!,
  }));
}

function checkedDose(given: ArrayLike<number>, rows: number): Float64Array {
  if (given.length !== rows)
    throw new PanelError(
      "dose.lengths",
      `dose has ${given.length} values for ${rows} rows of the design; expected one a row`,
    );
  const dose = Float64Array.from(given);
  const unknown = dose.findIndex((value) => !Number.isFinite(value));
  if (unknown >= 0)
    throw new PanelError(
      "dose.not-finite",
      `dose of row ${unknown} is ${dose[unknown]}; expected a finite number`,
      { row: unknown },
    );
  return dose;
}

function countsOf(design: Design, { of }: DoseLevels, dose: Float64Array, level: number) {
  const seen = new Set<number>();
  let [rows, weight, moment] = [0, 0, 0];
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      if (of[row] !== level) continue;
      seen.add(shard.user[r]!);
      rows += 1;
      weight += shard.averaging[r]!;
      moment += shard.averaging[r]! * dose[row]!;
    }
  return { rows, users: seen.size, meanDose: moment / weight };
}

function effectiveRows(design: Design, { levels, of }: DoseLevels, probability: Float64Array): number[] {
  const sum = new Float64Array(levels.length);
  const squares = new Float64Array(levels.length);
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const level = of[row]!;
      const w = shard.averaging[r]! / probability[row]!;
      sum[level] = sum[level]! + w;
      squares[level] = squares[level]! + w * w;
    }
  return levels.map((_, level) => sum[level]! ** 2 / squares[level]!);
}

function requireEnough(
  { levels }: DoseLevels,
  what: "users" | "effective rows",
  found: readonly number[],
): void {
  const level = found.findIndex((count) => count < fewest);
  if (level < 0) return;
  const counted = Math.floor(found[level]!);
  throw new NotEstimableError(
    what === "users" ? "dose.few-users" : "dose.few-effective",
    `a dose of ${doseWords(levels[level]!)} has ${counted} ${counted === 1 ? what.replace(/s$/, "") : what}; a level needs ${fewest} at least`,
    { level, found: found[level] },
  );
}
