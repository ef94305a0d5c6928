import type { ExpressionAggregate } from "./event-measure.js";
import type { Measure } from "./measure.js";
import type { StepUnit } from "./step-unit.js";

const aggregates: Readonly<Record<ExpressionAggregate, string>> = {
  sum: "Sum",
  mean: "Mean",
  min: "Smallest value",
  max: "Largest value",
  countDistinct: "Number of different values",
  countTrue: "Number of events that meet",
};

/** What a measure is in one sentence, and the measures of the same day (or other step) it is formed from. */
export function describeMeasure(
  measure: Measure,
  step: StepUnit = "day",
): {
  readonly parents: readonly string[];
  readonly sentence: string;
} {
  const ofEvents = (sentence: string) => ({ parents: [], sentence });
  const without = `0 on a ${step} without such events`;
  switch (measure.kind) {
    case "count":
      return ofEvents(`Number of events of the ${step}.`);
    case "countDistinct":
      return ofEvents(`Number of different values of ${measure.column} among the ${step}'s events.`);
    case "countWhere":
      return ofEvents(`Number of the ${step}'s events with ${measure.column} at least ${measure.atLeast}.`);
    case "sum":
      return ofEvents(`Sum of ${measure.column} over the ${step}'s events.`);
    case "mean":
      return ofEvents(`Mean of ${measure.column} over the ${step}'s events; 0 on a ${step} without events.`);
    case "min":
      return ofEvents(`Smallest ${measure.column} among the ${step}'s events that have it; ${without}.`);
    case "max":
      return ofEvents(`Largest ${measure.column} among the ${step}'s events that have it; ${without}.`);
    case "shareWhere":
      return ofEvents(
        `Share of the ${step}'s events that have ${measure.column} on which it is at least ${measure.atLeast}; ${without}.`,
      );
    case "first":
    case "last":
      return ofEvents(
        `${measure.column} of the ${step}'s ${measure.kind} event that has it, ties in time broken by all columns; ${without}.`,
      );
    case "expression":
      return ofEvents(
        `${aggregates[measure.aggregate]} of ${measure.sql} over the ${step}'s events that have it; ${without}.`,
      );
    case "itemMean":
      return ofEvents(
        `Mean of ${measure.column} of ${measure.dimension} (by ${measure.on.join(" and ")}) over the ${step}'s events that have it; ${without}.`,
      );
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
      return ofEvents(`1 on a ${step} with at least one event, else 0.`);
    case "positive":
      return {
        parents: [measure.measure],
        sentence: `1 on a ${step} with ${measure.measure} above 0, else 0.`,
      };
  }
}
