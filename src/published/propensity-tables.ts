import { quantile } from "../numeric/quantile.js";
import type { ComputedTables } from "./computed-tables.js";
import { momentsOf } from "./moments.js";
import { probabilityScores } from "./probability-scores.js";
import { rowsByFold } from "./rows-by-fold.js";
import { numericCovariates } from "./study-columns.js";
import type { StudyTable } from "./study-rows.js";
import { effectiveRows, type StudyWeights, studyWeights } from "./study-weights.js";

/** The third notebook for one propensity model: fit, distribution, weights and, with the cap of 10, balance. */
export function propensityTables(
  table: StudyTable,
  model: "logistic" | "lightgbm",
  propensity: Float64Array,
  foldOfRow: Int32Array,
): ComputedTables {
  const treatment = table.treatments.high_watch_exposure;
  const weights = studyWeights(treatment, propensity);
  const folds = rowsByFold(foldOfRow);
  const scores = folds.map((rows) => probabilityScores(treatment, propensity, rows));
  const balance = balanceRows(table, weights.capped(10));
  const areas = Float64Array.from(scores, ({ areaUnderCurve }) => areaUnderCurve);
  const mean = (of: keyof (typeof scores)[0]) => scores.reduce((sum, fold) => sum + fold[of], 0) / 5;
  return {
    propensity_fit: {
      [model]: [
        mean("areaUnderCurve"),
        mean("averagePrecision"),
        mean("brier"),
        mean("logLoss"),
        momentsOf(areas, areas.keys()).deviation,
      ],
    },
    propensity_folds: Object.fromEntries(
      scores.map(({ areaUnderCurve, averagePrecision, brier, logLoss }, k) => [
        `${model} / fold_${k + 1}`,
        [
          folds[k]!.length,
          momentsOf(treatment, folds[k]!).mean,
          areaUnderCurve,
          averagePrecision,
          brier,
          logLoss,
        ],
      ]),
    ),
    propensity: { [model]: propensityRow(propensity) },
    weights: {
      [`ipw_${model}`]: weightRow(weights.inverse),
      [`sw_${model}`]: weightRow(weights.stabilised),
    },
    ...(model === "logistic"
      ? {
          capped_weights: cappedRows(weights),
          balance,
          readiness: readinessRows(propensity, weights.capped(10), Object.values(balance)),
        }
      : {}),
  };
}

function propensityRow(propensity: Float64Array): number[] {
  const { mean, deviation } = momentsOf(propensity, propensity.keys());
  const share = (holds: (p: number) => boolean) => propensity.filter(holds).length / propensity.length;
  const at = [0, 0.01, 0.05, 0.5, 0.95, 0.99, 1].map((q) => quantile(propensity, q));
  return [mean, deviation, ...at, share((p) => p < 0.05), share((p) => p > 0.95)];
}

function weightRow(weights: Float64Array): number[] {
  const { mean, deviation } = momentsOf(weights, weights.keys());
  const effective = effectiveRows(weights);
  const at = [0, 0.5, 0.9, 0.95, 0.99, 1].map((q) => quantile(weights, q));
  return [mean, deviation, ...at, effective, effective / weights.length];
}

const cappedRows = (weights: StudyWeights) =>
  Object.fromEntries(
    [2, 5, 10].map((cap) => {
      const capped = weights.capped(cap);
      const effective = effectiveRows(capped);
      return [
        `cap_${cap}`,
        [momentsOf(capped, capped.keys()).mean, Math.max(...capped), effective, effective / capped.length],
      ];
    }),
  );

/** The values behind the notebook's gates: smaller differences are told by how much they shrank. */
function readinessRows(
  propensity: Float64Array,
  capped: Float64Array,
  balance: readonly (readonly number[])[],
): Record<string, number[]> {
  const sizes = (column: number) => balance.map((row) => Math.abs(row[column]!));
  const [before, after] = [sizes(2), sizes(5)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    share_outside_0_05_to_0_95: [propensity.filter((p) => p < 0.05 || p > 0.95).length / propensity.length],
    largest_weight: [Math.max(...capped)],
    effective_share: [effectiveRows(capped) / capped.length],
    mean_smd_drop: [mean(before) - mean(after)],
    largest_smd_drop: [Math.max(...before) - Math.max(...after)],
  };
}

/** Means by arm and their difference over √((s₁² + s₀²) / 2), before weighting and after, there with weighted variances. */
function balanceRows(table: StudyTable, weights: Float64Array): Record<string, number[]> {
  const treatment = table.treatments.high_watch_exposure;
  const arm = (level: number) => [...treatment.keys()].filter((row) => treatment[row] === level);
  const [controls, treated] = [arm(0), arm(1)];
  return Object.fromEntries(
    numericCovariates.map((name) => {
      const values = table.covariates[name];
      const compared = (given?: Float64Array) => {
        const [t, c] = [momentsOf(values, treated, given), momentsOf(values, controls, given)];
        const pooled = Math.sqrt((t.deviation ** 2 + c.deviation ** 2) / 2);
        return [t.mean, c.mean, pooled === 0 ? 0 : (t.mean - c.mean) / pooled] as const;
      };
      const [before, after] = [compared(), compared(weights)];
      return [name, [...before, ...after, Math.abs(before[2]) - Math.abs(after[2])]];
    }),
  );
}
