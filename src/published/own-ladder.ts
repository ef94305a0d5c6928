import { factor, spline } from "../estimand/adjustment-term.js";
import { marginalStructuralModel } from "../estimators/marginal-structural-model/marginal-structural-model.js";
import { studentQuantile } from "../numeric/student-distribution.js";
import type { FittedWeights } from "../weights/fitted-weights.js";
import { propensityWeights } from "../weights/propensity-weights.js";
import { numericCovariates } from "./study-columns.js";
import type { StudyTable } from "./study-rows.js";

/** One rung: what the raw difference becomes by weights, by the calendar, by both. */
export interface OwnRung {
  readonly adjustment: "none" | "weights" | "calendar" | "both";
  readonly effect: number;
  /** Clustered by user, the fitted weights included. */
  readonly stackedError: number;
  /** Clustered by user, the weights taken as known: what the published tables show, but for the small-sample factor. */
  readonly robustError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The study's ladder of regressions done right: an unpenalised propensity without the duplicate day index, the day as a
 * natural spline in both models, weights cut at 10 as there, errors that include the fitted weights, t with G - 1 degrees.
 * @throws as `propensityWeights` and `marginalStructuralModel`
 */
export function ownLadder(table: StudyTable): readonly OwnRung[] {
  const history = numericCovariates.filter((name) => !name.endsWith("day_index"));
  const data = {
    ...table.covariates,
    weekday: table.weekday,
    user: table.user,
    treatment: table.treatments.high_watch_exposure,
    outcome: table.outcomes.future_7day_interactions,
  };
  const calendar = [factor("weekday"), spline("calendar_day_index", { degreesOfFreedom: 4 })];
  const fitted = propensityWeights({
    data,
    treatment: "treatment",
    propensity: [...history, ...calendar],
    stabilised: true,
    truncation: { bounds: [0, 10] },
  });
  const ones = new Float64Array(table.rows).fill(1);
  const rung = (
    adjustment: OwnRung["adjustment"],
    weights: FittedWeights | Float64Array,
    terms: typeof calendar,
  ): OwnRung => {
    const spec = {
      data,
      outcome: "outcome",
      terms: ["treatment", ...terms],
      family: "gaussian",
      cluster: "user",
      clusterCorrection: true,
      weights,
    } as const;
    const errorOf = (standardErrors: "stacked" | "robust") => {
      const model = marginalStructuralModel({ ...spec, standardErrors });
      return { model, row: model.coefficients.find(({ term }) => term === "treatment")! };
    };
    const robust = errorOf("robust");
    const stacked = "nuisances" in weights ? errorOf("stacked") : robust;
    const { estimate, standardError } = stacked.row;
    const half = studentQuantile(0.975, stacked.model.clusters - 1) * standardError;
    return {
      adjustment,
      effect: estimate,
      stackedError: standardError,
      robustError: robust.row.standardError,
      lower: estimate - half,
      upper: estimate + half,
    };
  };
  return [
    rung("none", ones, []),
    rung("weights", fitted, []),
    rung("calendar", ones, calendar),
    rung("both", fitted, calendar),
  ];
}
