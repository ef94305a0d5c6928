import { amongOf } from "./among.js";
import type { Condition } from "./condition.js";

/** A bound that is a quantile of the column: over the whole panel, or over the user's own past available days. */
interface QuantileBound<Column extends string> {
  readonly column: Column;
  readonly quantile: number;
  readonly among: Column;
  /** Together: the quantile is over the user's own earlier days in `among`, never over later ones. */
  readonly within?: "user";
  readonly using?: "past";
  /** Earlier days that the quantile needs; the treatment is not defined before. */
  readonly minimumDays?: number;
}

/**
 * A treatment of a user-day, evaluated on read (never part of a panel's cache key). It is defined on available days: on
 * a day outside `among` it is 0 in the exported column, and not applicable in an analysis. `Known` are the columns
 * that a rule's condition may name: measures, history, baseline and calendar.
 */
export type TreatmentRule<Column extends string = string, Known extends string = Column> =
  | { readonly kind: "atLeast"; readonly column: Column; readonly value: number; readonly among: Column }
  | { readonly kind: "atMost"; readonly column: Column; readonly value: number; readonly among: Column }
  | ({ readonly kind: "atLeastQuantile" } & QuantileBound<Column>)
  | ({ readonly kind: "atMostQuantile" } & QuantileBound<Column>)
  | { readonly kind: "any"; readonly column: Column; readonly among: Column }
  | { readonly kind: "streakAtLeast"; readonly column: Column; readonly days: number; readonly among: Column }
  | { readonly kind: "topKWithinDay"; readonly column: Column; readonly k: number; readonly among: Column }
  | { readonly kind: "rule"; readonly when: Condition<Known>; readonly among: Column }
  | {
      readonly kind: "categories";
      readonly column: Column;
      readonly cuts: readonly number[];
      readonly among: Column;
    }
  | { readonly kind: "continuous"; readonly column: Column; readonly among: Column };

/** How a quantile is taken; left out, over all panel days of the sub-population. */
export interface QuantileOptions<Among extends string> {
  among: Among;
  within?: "user";
  using?: "past";
  minimumDays?: number;
}

/** 1 when the column is at least `value` on a day of the sub-population `among`. */
export const atLeast = <const Column extends string, const Among extends string>(
  column: Column,
  value: number,
  options: { among: Among },
): TreatmentRule<Column | Among> => ({
  kind: "atLeast",
  column,
  value,
  among: amongOf("atLeast", column, options, { value }),
});

/**
 * 1 when the column is at least its own quantile (type 7) over all panel days of the sub-population `among`; with
 * `within: "user", using: "past"` over the user's own earlier days in `among` (7 at least, or `minimumDays`).
 */
export const atLeastQuantile = <const Column extends string, const Among extends string>(
  column: Column,
  quantile: number,
  options: QuantileOptions<Among>,
): TreatmentRule<Column | Among> => ({
  kind: "atLeastQuantile",
  column,
  quantile,
  ...options,
  among: amongOf("atLeastQuantile", column, options, { quantile }),
});

/** 1 when the column is at most `value` on a day of the sub-population `among`. */
export const atMost = <const Column extends string, const Among extends string>(
  column: Column,
  value: number,
  options: { among: Among },
): TreatmentRule<Column | Among> => ({
  kind: "atMost",
  column,
  value,
  among: amongOf("atMost", column, options, { value }),
});

/** 1 when the column is at most its own quantile; `atLeastQuantile` says over which days. */
export const atMostQuantile = <const Column extends string, const Among extends string>(
  column: Column,
  quantile: number,
  options: QuantileOptions<Among>,
): TreatmentRule<Column | Among> => ({
  kind: "atMostQuantile",
  column,
  quantile,
  ...options,
  among: amongOf("atMostQuantile", column, options, { quantile }),
});
