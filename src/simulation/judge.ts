/** One estimate of one simulated log. */
export interface Replicate {
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * What an estimator is held to in a world. "consistent": centre, standard error and coverage; "nearlyConsistent": for
 * a model that is nearly right, centre and coverage more widely; "conservative": for a variance that is too large by
 * design, centre, and standard error and coverage from below only; "expectedToFail": must not be consistent.
 */
export type Expectation = "consistent" | "nearlyConsistent" | "conservative" | "expectedToFail";

/** What many replicates say about an estimator, in outcome units where not a share or a ratio. */
export interface Judgement {
  readonly replications: number;
  readonly meanError: number;
  /** Standard error of `meanError`, that of the truth included. */
  readonly meanErrorMonteCarlo: number;
  readonly meanStandardError: number;
  readonly empiricalDeviation: number;
  /** Mean standard error over empirical standard deviation. */
  readonly ratio: number;
  readonly ratioMonteCarlo: number;
  readonly coverage: number;
  readonly coverageMonteCarlo: number;
  /** Which bars are cleared. */
  readonly clears: { readonly centre: boolean; readonly error: boolean; readonly coverage: boolean };
  /** Whether the expectation is met. */
  readonly holds: boolean;
}

/**
 * Holds replicates of one estimator against the truth, by STATISTICS "Worlds with known truth".
 *
 * Consistent: |mean error| <= 3 Monte Carlo errors and <= 0.2 mean SE; mean SE / empirical SD within 3 Monte Carlo
 * errors of 1; coverage of 95 % intervals within 3 Monte Carlo errors of 0.95. Nearly consistent: |mean error| <= 0.2
 * mean SE and coverage >= 0.93. Conservative: the bars of consistent, but a standard error or a coverage may be too large.
 * Monte Carlo errors over R replications: of the mean error sqrt(SD²/R + truth's error²),
 * of the ratio, at 1, sqrt(1/(2(R-1)) + CV(SE)²/R), of coverage, at 0.95, sqrt(0.95 · 0.05 / R).
 * Source: Morris, White & Crowther (2019), table 6. Checked by: test/simulation/judge.test.ts
 */
export function judge(
  replicates: readonly Replicate[],
  truth: { readonly estimate: number; readonly monteCarloError: number },
  expectation: Expectation,
): Judgement {
  const count = replicates.length;
  const meanEstimate = mean(replicates.map(({ estimate }) => estimate));
  const empiricalDeviation = deviation(replicates.map(({ estimate }) => estimate));
  const errors = replicates.map(({ standardError }) => standardError);
  const meanStandardError = mean(errors);
  const ratio = meanStandardError / empiricalDeviation;
  const variation = deviation(errors) / meanStandardError;
  const covered = replicates.filter(({ lower, upper }) => lower <= truth.estimate && truth.estimate <= upper);
  const measured = {
    replications: count,
    meanError: meanEstimate - truth.estimate,
    meanErrorMonteCarlo: Math.hypot(empiricalDeviation / Math.sqrt(count), truth.monteCarloError),
    meanStandardError,
    empiricalDeviation,
    ratio,
    ratioMonteCarlo: Math.sqrt(1 / (2 * (count - 1)) + variation ** 2 / count),
    coverage: covered.length / count,
    coverageMonteCarlo: Math.sqrt((0.95 * 0.05) / count),
  };
  const clears = barsCleared(measured, expectation);
  const all = clears.centre && clears.error && clears.coverage;
  return { ...measured, clears, holds: expectation === "expectedToFail" ? !all : all };
}

function barsCleared(
  measured: Omit<Judgement, "clears" | "holds">,
  expectation: Expectation,
): Judgement["clears"] {
  const offCentre = Math.abs(measured.meanError);
  const near = offCentre <= 0.2 * measured.meanStandardError;
  if (expectation === "nearlyConsistent")
    return { centre: near, error: true, coverage: measured.coverage >= 0.93 };
  const within = (value: number, bar: number) =>
    expectation === "conservative" ? value >= -bar : Math.abs(value) <= bar;
  return {
    centre: near && offCentre <= 3 * measured.meanErrorMonteCarlo,
    error: within(measured.ratio - 1, 3 * measured.ratioMonteCarlo),
    coverage: within(measured.coverage - 0.95, 3 * measured.coverageMonteCarlo),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
