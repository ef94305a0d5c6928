import type { Measure } from "./measure.js";

/** What a measure is in one sentence, and the measures of the same day it is formed from. */
export function describeMeasure(measure: Measure): {
  readonly parents: readonly string[];
  readonly sentence: string;
} {
  switch (measure.kind) {
    case "count":
      return { parents: [], sentence: "Number of events of the day." };
    case "countDistinct":
      return {
        parents: [],
        sentence: `Number of different values of ${measure.column} among the day's events.`,
      };
    case "countWhere":
      return {
        parents: [],
        sentence: `Number of the day's events with ${measure.column} at least ${measure.atLeast}.`,
      };
    case "sum":
      return { parents: [], sentence: `Sum of ${measure.column} over the day's events.` };
    case "mean":
      return {
        parents: [],
        sentence: `Mean of ${measure.column} over the day's events; 0 on a day without events.`,
      };
    case "scaled":
      return { parents: [measure.measure], sentence: `${measure.measure} times ${measure.factor}.` };
    case "ratio":
      return {
        parents:
          measure.numerator === measure.denominator
            ? [measure.numerator]
            : [measure.numerator, measure.denominator],
        sentence: `${measure.numerator} over ${measure.denominator}; 0 where ${measure.denominator} is 0.`,
      };
    case "active":
      return { parents: [], sentence: "1 on a day with at least one event, else 0." };
  }
}
