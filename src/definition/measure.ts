import { checkCall, kinds } from "../call-check.js";
import type { EventMeasure } from "./event-measure.js";

/** Counts, exact sums and means of the day's events: the base measures that one grouped query gives. */
export type PlainMeasure =
  | { readonly kind: "count"; readonly unit: string }
  | { readonly kind: "countDistinct"; readonly column: string; readonly unit: string }
  | { readonly kind: "countWhere"; readonly column: string; readonly atLeast: number; readonly unit: string }
  | { readonly kind: "sum"; readonly column: string; readonly unit: string }
  | { readonly kind: "mean"; readonly column: string; readonly unit: string };

/**
 * What is measured on one user-day. Base measures are aggregated from events; derived ones are formed from base
 * measures of the same day. A day inside the log without events is zero in all of them.
 */
export type BaseMeasure = PlainMeasure | EventMeasure;

export type DerivedMeasure<Name extends string = string> =
  | { readonly kind: "scaled"; readonly measure: Name; readonly factor: number; readonly unit: string }
  | {
      readonly kind: "ratio";
      readonly numerator: Name;
      readonly denominator: Name;
      readonly unit: string;
    }
  | { readonly kind: "active"; readonly unit: string }
  | { readonly kind: "positive"; readonly measure: Name; readonly unit: string };

export type Measure<Name extends string = string> = BaseMeasure | DerivedMeasure<Name>;

/** Whether a measure is aggregated from events, so that a user-day table holds it. */
export function isBaseMeasure(measure: Measure): measure is BaseMeasure {
  return (
    measure.kind !== "scaled" &&
    measure.kind !== "ratio" &&
    measure.kind !== "active" &&
    measure.kind !== "positive"
  );
}

/** Whether a base measure is one of the five that one grouped query gives. */
export function isPlainMeasure(measure: Measure): measure is PlainMeasure {
  return (
    measure.kind === "count" ||
    measure.kind === "countDistinct" ||
    measure.kind === "countWhere" ||
    measure.kind === "sum" ||
    measure.kind === "mean"
  );
}

/** Whether a measure is 0 or 1 by how it is made, so that it can say who was available on a day. */
export function isFlag(measure: Measure): boolean {
  return measure.kind === "active" || measure.kind === "positive";
}

/** Number of events. */
export const count = (unit: string): PlainMeasure => ({ kind: "count", unit });
/** Number of different values of an event column. */
export const countDistinct = (column: string, unit: string): PlainMeasure => ({
  kind: "countDistinct",
  column,
  unit,
});
/** Number of events whose column is at least a value; an event without the value does not count. */
export const countWhere = (column: string, options: { atLeast: number; unit: string }): PlainMeasure => {
  checkCall("countWhere", { column, options }, { column: kinds.text, options: kinds.object });
  checkCall("countWhere", options, { atLeast: kinds.number, unit: kinds.text });
  return { kind: "countWhere", column, atLeast: options.atLeast, unit: options.unit };
};
/** Exact sum of an event column. */
export const sum = (column: string, unit: string): PlainMeasure => ({ kind: "sum", column, unit });
/** Mean of an event column over the events that have it, from an exact sum. */
export const mean = (column: string, unit: string): PlainMeasure => ({ kind: "mean", column, unit });
/** Another measure of the day times a constant; for changes of unit. */
export const scaled = <const Name extends string>(
  measure: Name,
  factor: number,
  unit: string,
): DerivedMeasure<Name> => ({
  kind: "scaled",
  measure,
  factor,
  unit,
});
/** One measure over another; 0 where the denominator is 0. */
export const ratio = <const Numerator extends string, const Denominator extends string>(
  numerator: Numerator,
  denominator: Denominator,
  unit = "share",
): DerivedMeasure<Numerator | Denominator> => ({
  kind: "ratio",
  numerator,
  denominator,
  unit,
});
/** 1 on a day with at least one event, else 0. */
export const active = (): DerivedMeasure<never> => ({ kind: "active", unit: "days" });
/** 1 on a day on which another measure is above 0, else 0; an availability other than any event at all. */
export const positive = <const Name extends string>(measure: Name): DerivedMeasure<Name> => ({
  kind: "positive",
  measure,
  unit: "days",
});
