import { CausalError, refuseUnknownOptions } from "../../errors.js";
import {
  fitSurrogateIndex,
  type SurrogateIndexFit,
  type SurrogateIndexOptions,
} from "./fit-surrogate-index.js";
import type { IndexForm } from "./index-model.js";
import { type SurrogateColumns, surrogateColumns } from "./surrogate-columns.js";

export interface SurrogateIndexSpec extends SurrogateColumns, SurrogateIndexOptions {}

/**
 * The effect on a long outcome of rows that mostly have only short ones yet: the index h = E[long outcome | surrogates S,
 * covariates L] is fitted where the long outcome is observed (R = 1), and the effect of treatment on it is averaged over all
 * rows. A row of either sample adds to φ; users may have rows in both, and the error is clustered by them:
 *
 *   ψ = ν₁ - ν₀ + A (h - ν₁) / e - (1 - A) (h - ν₀) / (1 - e) + R {ρ / e - (1 - ρ) / (1 - e)} (Y - h) / r
 *
 * with ν_a = E[h | A = a, L], e = P(A = 1 | L), ρ = P(A = 1 | S, L), r = P(R = 1 | S, L). It is the efficient influence function of
 * the surrogacy model, with treatment known in both samples and the average over both. ν is linear by arm, e, ρ and r are
 * logistic, h is linear (stacked with the others: the error holds when one model is wrong) or a learner cross-fitted by user.
 * It is the effect on Y when (i) treatment is as good as random given L, (ii) surrogacy: A tells nothing of Y given S, L,
 * (iii) comparability: R, the calendar, neither. The checks refute (ii) or (iii), or do not; they never show that they hold.
 *
 * Beside it the direct effect where Y is observed, and the test that the index gives the same there.
 * @throws CausalError `surrogate.option`, `surrogate.mark`, `inference.level`; PanelError `surrogate.none`, `surrogate.name-twice`,
 *   `surrogate.lengths`, `surrogate.observed`, `surrogate.long-outcome`, `surrogate.days`, `design.*` as `designFromColumns`;
 *   NotEstimableError `surrogate.nothing-observed`, `surrogate.no-support`, `surrogate.no-chance`, `estimator.empty-arm`; what the
 *   models and the learner throw. Where only a check or the direct effect has no answer, its `reason` says why.
 * Source: Athey, Chetty, Imbens & Kang (2019), NBER 26463; Chen & Ritzwoller (2023), Journal of Econometrics 237(2), for the
 * influence function; Kallus & Mao (2020), arXiv 2003.12408, for treatment known in both samples.
 * Checked in test/falsification/surrogate-index.test.ts: by hand, and in worlds where the assumptions hold and fail.
 */
export function surrogateIndex(spec: SurrogateIndexSpec): SurrogateIndexFit {
  refuseUnknownOptions("surrogate", spec, [
    "treatment",
    "covariates",
    "surrogates",
    "longOutcome",
    "longObserved",
    "users",
    "days",
    "index",
    "mark",
    "slopeMark",
    "level",
  ]);
  checkOptions(spec);
  const { inputRow, ...rows } = surrogateColumns(spec);
  const fit = fitSurrogateIndex(rows, spec);
  const index = new Float64Array(fit.rows);
  inputRow.forEach((row, k) => {
    index[row] = fit.index[k]!;
  });
  return { ...fit, index };
}

function checkOptions({ index = "linear", mark, slopeMark, level = 0.95 }: SurrogateIndexOptions): void {
  for (const [name, value] of Object.entries({ mark, slopeMark }))
    if (value !== undefined && !(value > 0 && value < Number.POSITIVE_INFINITY))
      throw new CausalError("surrogate.mark", `${name} is ${value}; expected a number above 0`, { name });
  if (!(level > 0 && level < 1))
    throw new CausalError("inference.level", `level is ${level}; expected a number between 0 and 1`, {
      level,
    });
  if (index !== "linear" && !isLearned(index))
    throw new CausalError(
      "surrogate.index",
      'index is neither "linear" nor { learner, seed }; expected one of them, such as { learner: boostedTrees({ kind: "mean" }), seed: 1 }',
    );
}

function isLearned(index: Exclude<IndexForm, "linear">): boolean {
  return (
    typeof index === "object" && typeof index?.learner?.fit === "function" && Number.isFinite(index.seed)
  );
}
