import type { Condition } from "../definition/condition.js";

/** How a treatment is told from its column on a row of the sub-population, when not by "at least `cut`". */
export type TreatmentTest =
  | { readonly test: "atMost" }
  | { readonly test: "above" }
  | {
      readonly test: "ownPast";
      readonly side: "atLeast" | "atMost";
      readonly quantile: number;
      readonly minimumDays: number;
    }
  | { readonly test: "streak"; readonly days: number }
  /** By log day: the k-th largest value and the last user who has it and is treated. [days] each */
  | { readonly test: "top"; readonly value: Float64Array; readonly lastUser: Int32Array }
  | { readonly test: "condition"; readonly when: Condition }
  | { readonly test: "categories"; readonly cuts: readonly number[] }
  | { readonly test: "itself" };

/** A treatment whose rule has been resolved to a number; that number is the treatment from here on. */
export interface ResolvedTreatment {
  readonly name: string;
  /** Values: 0 and 1, or 0 … K - 1, or any number. */
  readonly kind: "binary" | "categorical" | "continuous";
  /** Without `how`: 1 when `column` is at least `cut` on a row where `among` is 1, else 0. */
  readonly column: string;
  /** The number of the rule: cut, quantile of the own past, days of a streak, k, first cut point; 0 where it has none. */
  readonly cut: number;
  readonly among: string;
  readonly how?: TreatmentTest;
  readonly sentence: string;
}
