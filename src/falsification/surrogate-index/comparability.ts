import { holm } from "../../inference/families/holm.js";
import { minimumDetectableEffect } from "../../inference/minimum-detectable-effect.js";
import type { InfluenceEstimate } from "../../results/influence-estimate.js";
import { twoSidedTest } from "../two-sided-test.js";
import { type IndexDay, indexDays } from "./index-days.js";
import { fitIndex, type IndexForm, type IndexModel } from "./index-model.js";
import { influenceOfRows } from "./influence-of-rows.js";
import { fitSampleModel } from "./sample-model.js";
import {
  notEvaluated,
  type SurrogateCheck,
  type SurrogateTest,
  type SurrogateWords,
  short,
  shortP,
  significance,
} from "./surrogate-check.js";
import type { SurrogateRows } from "./surrogate-rows.js";

/** Its tests are of the level (mean long outcome - index) and of the slope (of the long outcome on the index, minus 1). */
export interface ComparabilityCheck extends SurrogateCheck {
  /** Last day of the rows that the index is fitted to here; null where the check has no answer. */
  readonly fittedTo: number | null;
  /** The days after. */
  readonly days: readonly IndexDay[];
}

/** Rounding below which an index has no slope. */
const leastSpread = 1e-12;

/**
 * Whether surrogates say the same of the long outcome on later days: the index fitted to the first half of the days that
 * have the long outcome, held against the second half. With g = 1 (level) and g = (h - mean h) / variance of h (slope - 1),
 * h that index: Σ_late w g (Y - h) / W - Σ_early w g ω (Y - h) / W, W = Σ_late w, ω = P(late | S, L) / P(early | S, L) from a
 * logistic model; 0 when E[Y | S, L] is the same early and late. The second part takes off what h misses on its own days, so
 * that neither a bent index nor a learner's shrinking is taken for a change. Scores of linear h and of ω are stacked, g is
 * taken as known.
 * @param mark.level,mark.slope deviations that would matter
 * Source: Athey, Chetty, Imbens & Kang (2019), NBER 26463, assumption 3 (comparability); Cox (1958) on calibration;
 * Hahn (1998), Econometrica 66, for the score of a mean over other rows.
 */
export function comparabilityCheck(
  seen: SurrogateRows,
  form: IndexForm,
  mark: { readonly level: number; readonly slope: number },
  { day, factor, unit }: SurrogateWords,
): ComparabilityCheck {
  const days = [...new Set(seen.day)].sort((a, b) => a - b);
  const fittedTo = days[Math.ceil(days.length / 2) - 1]!;
  const late = Uint8Array.from(seen.day, (day) => (day > fittedTo ? 1 : 0));
  if (days.length < 2)
    return withoutDays(
      notEvaluated(
        "The long outcome is observed on rows of one day only; comparing two halves needs two days.",
      ),
    );
  const index = fitIndex(
    seen,
    late.map((value) => 1 - value),
    form,
  );
  const parts = changes(seen, late, index);
  const lateRows = late.reduce((sum, value) => sum + value, 0);
  const [level, slope] = tested(parts, mark, lateRows);
  const refuted = level.pValue < significance || slope.pValue < significance;
  const blind = [level, slope].filter(({ detectable, mark: needed }) => detectable > needed);
  const found = `An index fitted to the days up to ${day(fittedTo)} misses the long outcome of later days by ${short(factor * level.estimate, factor * level.standardError)}${unit} on average (${shortP(level.pValue)}), and its slope there is ${short(1 + slope.estimate, slope.standardError)} (${shortP(slope.pValue)})`;
  return {
    verdict: refuted ? "refuted" : blind.length > 0 ? "not evaluated" : "not refuted",
    sentence: refuted
      ? `${found}: surrogates do not say the same of it over calendar time${slope.pValue < significance ? "." : "; a shift of the level alone, equal in both arms, would leave their difference."}`
      : blind.length > 0
        ? `${found}; the test cannot detect less than ${short(factor * level.detectable)} in the level (${short(factor * level.mark)} would matter) and ${short(slope.detectable)} in the slope (${short(slope.mark)} would matter).`
        : `${found}: within chance, where ${short(factor * level.detectable)} in the level and ${short(slope.detectable)} in the slope would have been detected.`,
    tests: [level, slope],
    fittedTo,
    days: indexDays(seen, late, index),
  };
}

/** A check that came to no days. */
export const withoutDays = (check: SurrogateCheck): ComparabilityCheck => ({
  ...check,
  fittedTo: null,
  days: [],
});

/** Deviation of the level and of the slope. */
function changes(
  seen: SurrogateRows,
  late: Uint8Array,
  index: IndexModel,
): readonly [InfluenceEstimate, InfluenceEstimate] {
  const { wide, long } = seen;
  const half = fitSampleModel(
    wide,
    late.map((value) => 1 - value),
    "model of early and late days given surrogates and covariates",
  );
  const { predicted } = index;
  const odds = half.chance.map((early) => (1 - early) / early);
  const { total, mean, spread } = momentsOf(seen, late, predicted);

  const changed = (g: (row: number) => number): InfluenceEstimate => {
    const contribution = new Float64Array(wide.rows);
    const onIndex = new Float64Array(wide.rows);
    const onHalf = new Float64Array(wide.rows);
    let estimate = 0;
    for (const shard of wide.shards)
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        const weight = ((late[row] === 1 ? 1 : -odds[row]!) * shard.averaging[r]! * g(row)) / total;
        contribution[row] = weight * (long[row]! - predicted[row]!);
        onIndex[row] = -weight;
        if (late[row] === 0) onHalf[row] = -contribution[row]!;
        estimate += contribution[row]!;
      }
    for (const shard of wide.shards)
      for (let r = 0; r < shard.rows; r++) {
        const row = shard.firstRow + r;
        if (late[row] === 1)
          contribution[row] = contribution[row]! - (shard.averaging[r]! * estimate) / total;
      }
    index.addScores(onIndex, contribution);
    half.addScores(onHalf, contribution);
    return influenceOfRows(wide, estimate, contribution);
  };
  return [changed(() => 1), changed((row) => (predicted[row]! - mean) / spread)];
}

/** Weight of the later days, mean and variance of the index over the later days; a variance of 1 for an index that does not vary, which has no slope. */
function momentsOf({ wide }: SurrogateRows, late: Uint8Array, predicted: Float64Array) {
  let [total, sum, squares] = [0, 0, 0];
  for (const shard of wide.shards)
    for (let r = 0; r < shard.rows; r++)
      if (late[shard.firstRow + r] === 1) {
        total += shard.averaging[r]!;
        sum += shard.averaging[r]! * predicted[shard.firstRow + r]!;
      }
  const mean = sum / total;
  for (const shard of wide.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      if (late[row] === 1) squares += shard.averaging[r]! * (predicted[row]! - mean) ** 2;
    }
  const spread = squares / total;
  return { total, mean, spread: spread > leastSpread * mean * mean ? spread : 1 };
}

/** Both tests as a family of two. */
function tested(
  parts: readonly [InfluenceEstimate, InfluenceEstimate],
  mark: { readonly level: number; readonly slope: number },
  rows: number,
): readonly [SurrogateTest, SurrogateTest] {
  const tests = parts.map(twoSidedTest);
  const adjusted = holm(tests.map(({ pValue }) => pValue));
  const of = (k: 0 | 1, item: string, needed: number): SurrogateTest => {
    const { standardError, degrees } = tests[k]!;
    const options = {
      significance: significance / parts.length,
      ...(degrees === undefined ? {} : { degrees }),
    };
    return {
      item,
      estimate: parts[k].estimate,
      standardError,
      pValue: adjusted[k]!,
      detectable: minimumDetectableEffect(standardError, options),
      mark: needed,
      rows,
    };
  };
  return [of(0, "level on later days", mark.level), of(1, "slope on later days, minus 1", mark.slope)];
}
