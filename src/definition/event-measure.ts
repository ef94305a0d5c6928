import { checkCall, kinds } from "../call-check.js";
/** How the values of an expression, one an event, become one number a day. */
export type ExpressionAggregate = "sum" | "mean" | "min" | "max" | "countDistinct" | "countTrue";

/**
 * Base measures that look at events one by one, in their order, or at the items they are about. Each is 0 on a day of
 * which no event has the value.
 */
export type EventMeasure =
  | { readonly kind: "min"; readonly column: string; readonly unit: string }
  | { readonly kind: "max"; readonly column: string; readonly unit: string }
  | { readonly kind: "shareWhere"; readonly column: string; readonly atLeast: number; readonly unit: string }
  | { readonly kind: "first"; readonly column: string; readonly unit: string }
  | { readonly kind: "last"; readonly column: string; readonly unit: string }
  | {
      readonly kind: "expression";
      readonly sql: string;
      readonly aggregate: ExpressionAggregate;
      readonly unit: string;
    }
  | {
      readonly kind: "itemMean";
      readonly dimension: string;
      readonly on: readonly string[];
      readonly column: string;
      readonly unit: string;
    };

/** Smallest value of an event column. */
export const min = (column: string, unit: string): EventMeasure => ({ kind: "min", column, unit });
/** Largest value of an event column. */
export const max = (column: string, unit: string): EventMeasure => ({ kind: "max", column, unit });
/** Share of the day's events that have the value on which it is at least `atLeast`. */
export const shareWhere = (column: string, options: { atLeast: number; unit?: string }): EventMeasure => {
  checkCall("shareWhere", { column, options }, { column: kinds.text, options: kinds.object });
  checkCall("shareWhere", options, { atLeast: kinds.number });
  return { kind: "shareWhere", column, atLeast: options.atLeast, unit: options.unit ?? "share" };
};
/**
 * Value of the first event of the day that has one: in the order of the definition's `time` column, ties by all columns
 * of the events table in their order, ascending. Events that tie in every column are the same event twice.
 */
export const first = (column: string, unit: string): EventMeasure => ({ kind: "first", column, unit });
/** Value of the last event of the day that has one, in the order that `first` names. */
export const last = (column: string, unit: string): EventMeasure => ({ kind: "last", column, unit });
/**
 * An SQL expression over the columns of one event, aggregated over the day's events on which it is not NULL. Per row:
 * no aggregate, window function, sub-query, or function whose value changes from call to call; the engine checks it.
 */
export const expression = (
  sql: string,
  options: { aggregate: ExpressionAggregate; unit: string },
): EventMeasure => {
  checkCall("expression", { sql, options }, { sql: kinds.text, options: kinds.object });
  checkCall("expression", options, { aggregate: kinds.text, unit: kinds.text });
  return { kind: "expression", sql, aggregate: options.aggregate, unit: options.unit };
};
/**
 * Mean of an item's attribute over the day's events: what was shown, carried to the day. The dimension is one of the
 * source's, joined on columns that it shares with the events; rows of it that agree in key and value count once, keys
 * with two values are refused, so that the join never multiplies events. Events of unknown items do not count.
 */
export const itemMean = (
  column: string,
  options: { dimension: string; on: readonly string[] | string; unit: string },
): EventMeasure => {
  checkCall("itemMean", { column, options }, { column: kinds.text, options: kinds.object });
  checkCall("itemMean", options, { dimension: kinds.text, on: kinds.names, unit: kinds.text });
  return {
    kind: "itemMean",
    dimension: options.dimension,
    on: typeof options.on === "string" ? [options.on] : [...options.on],
    column,
    unit: options.unit,
  };
};
