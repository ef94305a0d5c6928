import { checkCall, kinds, optional } from "../../call-check.js";
import { NotEstimableError, refuseUnknownOptions } from "../../errors.js";
import { normalQuantile, normalUpperTail } from "../../numeric/normal-distribution.js";
import { quantile } from "../../numeric/quantile.js";
import { studentCdf, studentQuantile } from "../../numeric/student-distribution.js";
import { checkLevel } from "../check-level.js";
import { checkRowKeys } from "../check-row-keys.js";
import { checkedPredictions } from "./checked-predictions.js";

export interface HeldOutSkillSpec {
  /** Doubly robust score of the effect of each row, [rows]; their mean is the average effect. */
  readonly scores: ArrayLike<number>;
  /** Effect of each row as predicted by a fit that has not seen the row's user, [rows]. */
  readonly predicted: ArrayLike<number>;
  /** User of each row; any numbers, [rows]. */
  readonly user: ArrayLike<number>;
  /**
   * Fold of each row, [rows]; needed where folds took turns in being held out. Left out, the rows are one sample that no
   * fit has seen.
   */
  readonly foldOfRow?: ArrayLike<number>;
  /** Weight of each row, at least 0, [rows]; default 1. */
  readonly weights?: ArrayLike<number>;
  /** Coverage of each interval, between 0 and 1; 1 - level is also the size of the test. Default 0.95. */
  readonly level?: number;
}

export interface HeldOutSkill {
  readonly rows: number;
  readonly users: number;
  /** 1 - Σ w (score - prediction)² / Σ w (score - mean score)²: at or below 0 the average effect predicts as well. */
  readonly explained: number;
  readonly explainedError: number;
  readonly explainedLower: number;
  readonly explainedUpper: number;
  /**
   * Slope of scores on predictions (the best linear predictor): 0 when predictions say nothing of the effect, 1 when
   * they are calibrated. Null, as what follows, when predictions do not vary (in any fold).
   */
  readonly slope: number | null;
  readonly slopeError: number | null;
  readonly slopeLower: number | null;
  readonly slopeUpper: number | null;
  /** Of slope ≤ 0, one-sided. */
  readonly pValue: number | null;
  /** Whether predictions explain more than the average does and the test rejects at 1 - level. */
  readonly skilled: boolean;
}

/**
 * Whether a model of effects tells rows apart that it has not seen: held-out R² and the best-linear-predictor test.
 * Without skill neither its importances nor the groups it finds say anything of the effect. Errors are clustered by user
 * (G / (G - 1)), t with G - 1 degrees below 50 users; scores and predictions are taken as they are.
 *
 * Folds that were held out in turn have lent each other their rows, so a test of all rows at once rejects a true null
 * in up to a tenth of samples at 5 %. With `foldOfRow` each fold is judged by itself and medians are told: of the
 * numbers, of the ends of intervals at level (1 + level) / 2, and twice the median p-value, which is valid whatever the
 * folds have in common, and cautious: it rarely rejects a true null, and finds less than one large held-out sample would.
 * @throws CausalError `diagnostics.*` as `checkedPredictions`, `diagnostics.level`; NotEstimableError
 *   `diagnostics.one-cluster` with fewer than two users with weight (in a fold), `diagnostics.constant-score`
 * Source: Chernozhukov, Demirer, Duflo & Fernandez-Val (2018), Generic machine learning inference on heterogenous treatment
 * effects (best linear predictor; medians over splits), with doubly robust scores; one-sided as in Athey & Wager (2019),
 * Estimating treatment effects with causal forests.
 * Checked in test/diagnostics/prediction/held-out-skill.test.ts: by hand, and its level in worlds without heterogeneity.
 */
export function heldOutSkill(spec: HeldOutSkillSpec): HeldOutSkill {
  refuseUnknownOptions("diagnostics", spec, ["scores", "predicted", "user", "foldOfRow", "weights", "level"]);
  checkCall("heldOutSkill", spec, {
    scores: kinds.rows,
    predicted: kinds.rows,
    user: kinds.rows,
    foldOfRow: optional(kinds.rows),
    weights: optional(kinds.rows),
    level: optional(kinds.number),
  });
  const { user, foldOfRow, level = 0.95, weights: given } = spec;
  const { rows, predicted, observed, weights } = checkedPredictions(
    {
      predicted: spec.predicted,
      observed: spec.scores,
      ...(given === undefined ? {} : { weights: given }),
    },
    "number",
  );
  for (const [name, values] of Object.entries({ user, foldOfRow: foldOfRow ?? user }))
    checkRowKeys(name, values, rows, "label");
  checkLevel(level);
  const all = Array.from({ length: rows }, (_, row) => row);
  const judge = (own: readonly number[], at: number, where: string) =>
    skillOf(
      {
        score: own.map((row) => observed[row]!),
        predicted: own.map((row) => predicted[row]!),
        weight: own.map((row) => weights[row]!),
        user: own.map((row) => user[row]!),
      },
      at,
      where,
    );
  const users = new Set(all.filter((row) => weights[row]! > 0).map((row) => user[row]!)).size;
  const found =
    foldOfRow === undefined
      ? judge(all, level, "")
      : medians(
          [...new Set(Array.from(foldOfRow))].map((fold) =>
            judge(
              all.filter((row) => foldOfRow[row] === fold),
              (1 + level) / 2,
              ` of fold ${fold}`,
            ),
          ),
        );
  const { explained, pValue } = found;
  return { rows, users, ...found, skilled: explained > 0 && pValue !== null && pValue < 1 - level };
}

type Skill = Omit<HeldOutSkill, "rows" | "users" | "skilled">;

interface JudgedRows {
  readonly score: readonly number[];
  readonly predicted: readonly number[];
  readonly weight: readonly number[];
  readonly user: readonly number[];
}

/** Skill on rows that no fit has seen. */
function skillOf({ score, predicted, weight, user }: JudgedRows, level: number, where: string): Skill {
  const clusters = new Set(user.filter((_, row) => weight[row]! > 0)).size;
  if (clusters < 2)
    throw new NotEstimableError(
      "diagnostics.one-cluster",
      `found ${clusters} users with weight among the rows${where}; an error clustered by user needs at least two`,
      { users: clusters },
    );
  const errorOf = (part: (row: number) => number): number => {
    const sums = new Map<number, number>();
    user.forEach((id, row) => {
      sums.set(id, (sums.get(id) ?? 0) + part(row));
    });
    const squares = [...sums.values()].reduce((sum, value) => sum + value * value, 0);
    return Math.sqrt((squares * clusters) / (clusters - 1));
  };
  const total = (part: (row: number) => number): number =>
    weight.reduce((sum, w, row) => sum + w * part(row), 0);
  const all = total(() => 1);
  const critical =
    clusters < 50 ? studentQuantile((1 + level) / 2, clusters - 1) : normalQuantile((1 + level) / 2);

  const meanScore = total((row) => score[row]!) / all;
  const y = score.map((value) => value - meanScore);
  const spread = total((row) => y[row]! ** 2);
  if (spread <= 1e-24 * total((row) => score[row]! ** 2))
    throw new NotEstimableError(
      "diagnostics.constant-score",
      `all scores of the rows${where} are the same; nothing varies in them`,
    );
  const miss = (row: number) => (score[row]! - predicted[row]!) ** 2;
  const explained = 1 - total(miss) / spread;
  const explainedError = errorOf(
    (row) => (weight[row]! * ((1 - explained) * y[row]! ** 2 - miss(row))) / spread,
  );
  const ofScores = {
    explained,
    explainedError,
    explainedLower: explained - critical * explainedError,
    explainedUpper: explained + critical * explainedError,
  };

  const meanPredicted = total((row) => predicted[row]!) / all;
  const x = predicted.map((value) => value - meanPredicted);
  const moved = total((row) => x[row]! ** 2);
  if (moved <= 1e-20 * total((row) => predicted[row]! ** 2))
    return { ...ofScores, slope: null, slopeError: null, slopeLower: null, slopeUpper: null, pValue: null };
  const slope = total((row) => x[row]! * y[row]!) / moved;
  const slopeError = errorOf((row) => (weight[row]! * x[row]! * (y[row]! - slope * x[row]!)) / moved);
  return {
    ...ofScores,
    slope,
    slopeError,
    slopeLower: slope - critical * slopeError,
    slopeUpper: slope + critical * slopeError,
    pValue: upperTail(slope, slopeError, clusters),
  };
}

/** Medians over folds; a fold whose predictions do not vary has no slope, and rejects nothing. */
function medians(folds: readonly Skill[]): Skill {
  const varying = folds.filter(({ slope }) => slope !== null);
  const middle = (values: readonly number[]) => quantile(Float64Array.from(values), 0.5);
  const of = (name: keyof Skill) => middle(folds.map((fold) => fold[name]!));
  const ofSlope = (name: keyof Skill) =>
    varying.length === 0 ? null : middle(varying.map((fold) => fold[name]!));
  return {
    explained: of("explained"),
    explainedError: of("explainedError"),
    explainedLower: of("explainedLower"),
    explainedUpper: of("explainedUpper"),
    slope: ofSlope("slope"),
    slopeError: ofSlope("slopeError"),
    slopeLower: ofSlope("slopeLower"),
    slopeUpper: ofSlope("slopeUpper"),
    pValue: varying.length === 0 ? null : Math.min(1, 2 * middle(folds.map(({ pValue }) => pValue ?? 1))),
  };
}

/** P(T ≥ slope / error); a slope without error is certain. */
function upperTail(slope: number, error: number, clusters: number): number {
  if (error === 0) return slope > 0 ? 0 : 1;
  const t = slope / error;
  return clusters < 50 ? studentCdf(-t, clusters - 1) : normalUpperTail(t);
}
