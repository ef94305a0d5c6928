/** Balance of one covariate in one sample: a line of a tidy table. */
export interface BalanceRow {
  readonly covariate: string;
  readonly kind: "binary" | "continuous";
  readonly sample: "unweighted" | "weighted";
  readonly treatedMean: number;
  readonly controlMean: number;
  readonly treatedDeviation: number;
  readonly controlDeviation: number;
  /** Treated mean - control mean, in the covariate's own unit. */
  readonly difference: number;
  /** Standard deviation that the difference is divided by; 0 for a constant. */
  readonly denominator: number;
  /** `difference` / `denominator`; 0 for a constant; null where the arms differ but the denominator is 0. */
  readonly standardizedMeanDifference: number | null;
  /** Treated variance / control variance; null for binary covariates (the means say it all) and constant arms. */
  readonly varianceRatio: number | null;
  readonly kolmogorovSmirnov: number;
  /** In [0, 1], 1 for arms that are the same. */
  readonly overlapCoefficient: number;
}

/** Rows of an arm and how many equally weighted ones they are worth, (Σw)² / Σw². */
export interface ArmSize {
  readonly arm: "treated" | "control";
  readonly sample: BalanceRow["sample"];
  readonly rows: number;
  readonly effective: number;
}
