import type { EffectTarget } from "../../src/results/effect-target.js";
import type { Replicate } from "../../src/simulation/judge.js";
import type { KnownEffect } from "./row-truth.js";

/** A world as the bench runs it: its truth, and any number of samples, each estimated the ways that are asked for. */
export interface Scenario {
  readonly name: string;
  readonly sentence: string;
  /** How large one sample is, in words. */
  readonly sample: string;
  readonly truth: () => Promise<Readonly<Record<EffectTarget, KnownEffect>>>;
  /** `null` where an estimator refused the sample with an error of its own. */
  readonly replicate: (
    seed: number,
    estimators: readonly string[],
  ) => Readonly<Record<string, Replicate | null>>;
}
