import { refuseMissingOutcomes } from "../../design/refuse-missing-outcomes.js";
import { CausalError, refuseUnknownOptions } from "../../errors.js";
import type { Estimator } from "../../estimators/estimator.js";
import type { NuisanceModels } from "../../estimators/nuisance-models.js";
import { clusterError } from "../../inference/cluster-error.js";
import { confidenceInterval } from "../../inference/confidence-interval.js";
import { standardError } from "../../inference/standard-error.js";
import { createRandom } from "../../numeric/random.js";
import type { EffectTarget } from "../../results/effect-target.js";
import type { EstimatorName } from "../../results/estimator-names.js";
import { modelsWithOutcome } from "./models-with-outcome.js";
import { type RicherOutcome, richerOutcome } from "./richer-outcome.js";

export interface PlasmodeOptions {
  /** Pairs of simulated outcomes, at least 2. */
  readonly pairs: number;
  readonly seed: number;
  /** Of the intervals; default 0.95. */
  readonly level?: number;
}

/** How one estimator did where the truth was known; unit of the outcome unless it says otherwise. */
export interface PlasmodePerformance {
  readonly estimator: EstimatorName;
  /** The effect in the simulated outcomes, averaged over the rows that the estimator targets. */
  readonly truth: number;
  /** Mean estimate minus truth. */
  readonly bias: number;
  /** Error of the bias by the number of simulations. */
  readonly monteCarloError: number;
  /** How far the estimate of an outcome without noise moves with who happened to be treated, clustered by user. */
  readonly chanceError: number;
  /** Mean of its standard errors, and standard deviation of its estimates. */
  readonly meanError: number;
  readonly deviation: number;
  /** Share of its intervals that hold the truth. */
  readonly coverage: number;
  /** Error of such a share at the nominal level: sqrt(level (1 - level) / pairs); the two of a pair count as one. */
  readonly coverageError: number;
  readonly replicates: number;
}

export interface PlasmodeResult {
  readonly performance: readonly PlasmodePerformance[];
  readonly richer: Pick<RicherOutcome, "binary" | "trees">;
}

/**
 * Estimators on the analysis' own rows with outcomes whose effect is known: covariates and treatment stay as they were;
 * the outcome is the mean of `richerOutcome` plus the residual path of each user, whole, with a sign drawn for the user,
 * so that whatever ties a user's days together stays (wild cluster bootstrap with Rademacher signs). An outcome of 0 and 1
 * is drawn from its chance, day by day. Simulations come in pairs with opposite signs (or u and 1 - u): in the mean of a
 * pair noise cancels, exactly so for estimators that are linear in the outcome, and the bias is left.
 * Propensities are not refitted, as treatment has not changed; outcome models, means and errors are the estimators' own.
 * It sees wrong outcome models, weights that leave a curve unbalanced and wrong errors; never what was not measured.
 * @throws CausalError `plasmode.pairs`, `plasmode.option`; NotEstimableError `plasmode.no-noise`; what the estimators throw
 * Cost per simulation: O(rows · terms) with linear outcome models; logistic ones are fitted anew.
 * Source: Franklin, Schneeweiss, Polinski & Rassen (2014); signs: Cameron, Gelbach & Miller (2008); pairs: Hammersley &
 * Morton (1956). Checked against: worlds in which a method is right, and is wrong by a known amount
 * (test/falsification/plasmode.test.ts).
 */
export function plasmode(
  models: NuisanceModels,
  compared: readonly Estimator[],
  options: PlasmodeOptions,
): PlasmodeResult {
  refuseUnknownOptions("plasmode", options, ["pairs", "seed", "level"]);
  refuseMissingOutcomes(models.design);
  const { pairs, seed, level = 0.95 } = options;
  if (!(Number.isInteger(pairs) && pairs >= 2))
    throw new CausalError("plasmode.pairs", `pairs is ${pairs}; expected a whole number of at least 2`);
  const richer = richerOutcome(models, seed);
  const observed = treatmentOf(models);
  const mean = observed.map((a, row) => richer.mean[a === 1 ? 1 : 0][row]!);
  const draws = compared.map((estimator) => ({
    estimator,
    truth: truthOf(models, richer, estimator.target),
    estimates: new Float64Array(2 * pairs),
    errors: 0,
    covered: 0,
  }));
  const run = (outcome: Float64Array, at: number) => {
    const again = modelsWithOutcome(models, outcome);
    for (const own of draws) {
      const { effect } = own.estimator.estimate(again.design, again);
      const { lower, upper } = confidenceInterval(effect, level);
      own.estimates[at] = effect.estimate;
      own.errors += standardError(effect);
      own.covered += own.truth >= lower && own.truth <= upper ? 1 : 0;
    }
  };
  for (let k = 0; k < pairs; k++)
    simulatedPair(models, richer, mean, [seed, k]).forEach((outcome, side) => {
      run(outcome, 2 * k + side);
    });
  const still = modelsWithOutcome(models, mean);
  return {
    richer: { binary: richer.binary, trees: richer.trees },
    performance: draws.map(({ estimator, truth, estimates, errors, covered }) => ({
      estimator: estimator.name,
      truth,
      ...pairStatistics(estimates, truth),
      chanceError: clusterError(estimator.estimate(still.design, still).effect),
      meanError: errors / (2 * pairs),
      coverage: covered / (2 * pairs),
      coverageError: Math.sqrt((level * (1 - level)) / pairs),
      replicates: 2 * pairs,
    })),
  };
}

/** Bias from the means of pairs; deviation from their half differences, which are the noise alone. */
function pairStatistics(estimates: Float64Array, truth: number) {
  const pairs = estimates.length / 2;
  let sum = 0;
  let noise = 0;
  for (let k = 0; k < pairs; k++) {
    const [a, b] = [estimates[2 * k]!, estimates[2 * k + 1]!];
    sum += (a + b) / 2 - truth;
    noise += ((a - b) / 2) ** 2;
  }
  const bias = sum / pairs;
  let spread = 0;
  for (let k = 0; k < pairs; k++)
    spread += ((estimates[2 * k]! + estimates[2 * k + 1]!) / 2 - truth - bias) ** 2;
  return {
    bias,
    monteCarloError: Math.sqrt(spread / (pairs - 1) / pairs),
    deviation: Math.sqrt(noise / pairs + spread / (pairs - 1)),
  };
}

function simulatedPair(
  { design }: NuisanceModels,
  { residual, binary }: RicherOutcome,
  mean: Float64Array,
  [seed, pair]: readonly [number, number],
): readonly [Float64Array, Float64Array] {
  const random = createRandom(seed, "plasmode", pair);
  const [one, other] = [new Float64Array(design.rows), new Float64Array(design.rows)];
  let user = -1;
  let sign = 1;
  for (const shard of design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      if (binary) {
        const u = random.uniform();
        one[row] = u < mean[row]! ? 1 : 0;
        other[row] = 1 - u <= mean[row]! ? 1 : 0;
        continue;
      }
      if (shard.user[r] !== user) {
        user = shard.user[r]!;
        sign = random.uniform() < 0.5 ? -1 : 1;
      }
      one[row] = mean[row]! + sign * residual[row]!;
      other[row] = mean[row]! - sign * residual[row]!;
    }
  return [one, other];
}

function treatmentOf({ design }: NuisanceModels): Float64Array {
  const out = new Float64Array(design.rows);
  for (const shard of design.shards) out.set(shard.treatment.subarray(0, shard.rows), shard.firstRow);
  return out;
}

/** The richer model's effect averaged over all rows, or over rows tilted by e (1 - e). */
function truthOf(models: NuisanceModels, { mean }: RicherOutcome, target: EffectTarget): number {
  const e = target === "ATO" ? models.propensity().propensity : undefined;
  let sum = 0;
  let total = 0;
  for (const shard of models.design.shards)
    for (let r = 0; r < shard.rows; r++) {
      const row = shard.firstRow + r;
      const w = shard.averaging[r]! * (e === undefined ? 1 : e[row]! * (1 - e[row]!));
      sum += w * (mean[1][row]! - mean[0][row]!);
      total += w;
    }
  return sum / total;
}
