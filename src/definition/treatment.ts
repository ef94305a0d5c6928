/**
 * A binary treatment of a user-day, evaluated on read (never part of a panel's cache key). It is defined on available
 * days: on a day outside `among` it is 0 in the exported column, and not applicable in an analysis.
 */
export type TreatmentRule<Column extends string = string> =
  | { readonly kind: "atLeast"; readonly column: Column; readonly value: number; readonly among: Column }
  | {
      readonly kind: "atLeastQuantile";
      readonly column: Column;
      readonly quantile: number;
      readonly among: Column;
    };

/** 1 when the column is at least `value` on a day of the sub-population `among`. */
export const atLeast = <const Column extends string, const Among extends string>(
  column: Column,
  value: number,
  options: { among: Among },
): TreatmentRule<Column | Among> => ({ kind: "atLeast", column, value, among: options.among });

/** 1 when the column is at least its own quantile (type 7) over all panel days of the sub-population `among`. */
export const atLeastQuantile = <const Column extends string, const Among extends string>(
  column: Column,
  quantile: number,
  options: { among: Among },
): TreatmentRule<Column | Among> => ({ kind: "atLeastQuantile", column, quantile, among: options.among });
