import { checkCall, kinds } from "../call-check.js";
import type { Design, DesignShard } from "../design/design.js";
import { NotEstimableError, PanelError } from "../errors.js";

/** Totals over the analysis rows, [untreated, treated]. */
export interface ArmTotals {
  /** Σ averaging. */
  readonly weight: readonly [number, number];
  /** Weighted mean of the observed outcomes. */
  readonly mean: readonly [number, number];
  /** Whether every observed outcome is 0 or 1. */
  readonly binaryOutcome: boolean;
  /** Rows whose outcome is missing, both arms together. */
  readonly missing: number;
}

/**
 * One pass that holds a design to its contract before anything is fitted.
 * @throws PanelError `design.invalid` naming what is wrong in which row: lengths, treatment or indicator of observed
 * outcomes other than 0 or 1, observed outcome, averaging weight or covariate (by term) that is not finite, user index out of
 * range, row count
 * @throws NotEstimableError `estimator.empty-arm` when an arm has fewer than two rows, `estimator.no-outcomes` when fewer
 * than two of them have their outcome observed
 */
export function checkDesign(design: Design): ArmTotals {
  checkCall("estimator", { design }, { design: kinds.design });
  const counts = [0, 0];
  const weight: [number, number] = [0, 0];
  const sum: [number, number] = [0, 0];
  const seen = { rows: [0, 0], weight: [0, 0] };
  let rows = 0;
  let origin = Number.NaN;
  let binaryOutcome = true;
  for (const shard of design.shards) {
    checkShape(design, shard, rows);
    for (let r = 0; r < shard.rows; r++) {
      const a = shard.treatment[r]!;
      const w = shard.averaging[r]!;
      const y = shard.outcome[r]!;
      const user = shard.user[r]!;
      if (a !== 0 && a !== 1) throw invalid(rows + r, "treatment", a, "0 or 1");
      const observed = shard.observed === undefined ? 1 : shard.observed[r]!;
      if (observed !== 0 && observed !== 1)
        throw invalid(rows + r, "indicator of an observed outcome", observed, "0 or 1");
      if (observed === 1 && !Number.isFinite(y)) throw invalid(rows + r, "outcome", y, "a finite number");
      if (!(w > 0 && w < Number.POSITIVE_INFINITY))
        throw invalid(rows + r, "averaging weight", w, "a positive finite number");
      if (!(user >= 0 && user < design.users))
        throw invalid(rows + r, "user index", user, `0 to ${design.users - 1}`);
      counts[a] = counts[a]! + 1;
      weight[a] = weight[a]! + w;
      if (observed === 0) continue;
      if (y !== 0 && y !== 1) binaryOutcome = false;
      if (Number.isNaN(origin)) origin = y;
      seen.rows[a] = seen.rows[a]! + 1;
      seen.weight[a] = seen.weight[a]! + w;
      sum[a] = sum[a]! + w * (y - origin);
    }
    checkCovariates(design, shard, rows);
    rows += shard.rows;
  }
  if (rows !== design.rows)
    throw new PanelError("design.invalid", `the shards hold ${rows} rows, the design says ${design.rows}`);
  for (const arm of [0, 1] as const)
    if (counts[arm]! < 2)
      throw new NotEstimableError(
        "estimator.empty-arm",
        `${counts[arm]} of ${rows} analysis rows ${counts[arm] === 1 ? "is" : "are"} ${arm === 1 ? "treated" : "untreated"}; each arm needs at least two. Change the treatment's threshold or the population.`,
        { treated: counts[1], untreated: counts[0] },
      );
  for (const arm of [0, 1] as const)
    if (seen.rows[arm]! < 2)
      throw new NotEstimableError(
        "estimator.no-outcomes",
        `the outcome is observed in ${seen.rows[arm]} of the ${counts[arm]} ${arm === 1 ? "treated" : "untreated"} rows; each arm needs at least two`,
        { treated: seen.rows[1], untreated: seen.rows[0] },
      );
  return {
    weight,
    mean: [origin + sum[0] / seen.weight[0]!, origin + sum[1] / seen.weight[1]!],
    binaryOutcome,
    missing: rows - seen.rows[0]! - seen.rows[1]!,
  };
}

function checkShape(design: Design, shard: DesignShard, firstRow: number): void {
  const { rows, covariates } = shard;
  const lengths = [shard.user, shard.treatment, shard.outcome, shard.averaging].map((array) => array.length);
  const wrong =
    lengths.some((length) => length < rows) ||
    covariates.rows !== rows ||
    covariates.columns !== design.terms.length ||
    covariates.values.length < rows * covariates.columns ||
    (shard.observed !== undefined && shard.observed.length < rows) ||
    (shard.missingness !== undefined && shard.missingness.columns !== design.missingnessTerms?.length);
  if (wrong)
    throw new PanelError(
      "design.invalid",
      `shard at row ${firstRow}: expected ${rows} rows and ${design.terms.length} terms in every array, found arrays of ${lengths.join(", ")} and covariates ${covariates.rows} x ${covariates.columns}`,
    );
  if (shard.firstRow !== firstRow)
    throw new PanelError(
      "design.invalid",
      `shard says it starts at row ${shard.firstRow}; expected ${firstRow}`,
    );
}

/** A sum is not finite as soon as one value is not; only then is the culprit looked for. */
function checkCovariates(design: Design, shard: DesignShard, firstRow: number): void {
  const { rows, columns, values } = shard.covariates;
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let r = 0; r < rows; r++) sum += values[j * rows + r]!;
    if (Number.isFinite(sum)) continue;
    for (let r = 0; r < rows; r++)
      if (!Number.isFinite(values[j * rows + r]!))
        throw invalid(firstRow + r, `term "${design.terms[j]}"`, values[j * rows + r]!, "a finite number");
  }
}

function invalid(row: number, what: string, found: number, expected: string): PanelError {
  return new PanelError("design.invalid", `analysis row ${row}: ${what} is ${found}; expected ${expected}`, {
    row,
    what,
    found,
  });
}
