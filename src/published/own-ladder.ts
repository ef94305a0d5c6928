import { factor, spline } from "../estimand/adjustment-term.js";
import { marginalStructuralModel } from "../estimators/marginal-structural-model/marginal-structural-model.js";
import { glm } from "../models/glm.js";
import { sandwich } from "../models/sandwich.js";
import type { Term } from "../models/terms/term.js";
import { studentQuantile } from "../numeric/student-distribution.js";
import type { FittedWeights } from "../weights/fitted-weights.js";
import { propensityWeights } from "../weights/propensity-weights.js";
import { numericCovariates } from "./study-columns.js";
import type { StudyTable } from "./study-rows.js";

/** One rung: what the raw difference becomes by weights, by the calendar, by both, and within users with the calendar. */
export interface OwnRung {
  readonly adjustment: "none" | "weights" | "calendar" | "both" | "users";
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
 * The last rung has an intercept for every user beside the calendar and no weights: what lasts in a user is out, what users
 * did the days before is not.
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
    withinUsers(table, [...calendar, factor("user")]),
  ];
}

/** Outcome and treatment less what `terms` explain of them (Frisch, Waugh & Lovell), the one on the other. */
function withinUsers(table: StudyTable, terms: readonly Term[]): OwnRung {
  const data = {
    weekday: table.weekday,
    user: table.user,
    calendar_day_index: table.covariates.calendar_day_index,
  };
  const rest = (values: Float64Array) => {
    const { fitted } = glm({ family: "gaussian", data, outcome: values, terms });
    return values.map((value, row) => value - fitted[row]!);
  };
  const [outcome, treatment] = [
    table.outcomes.future_7day_interactions,
    table.treatments.high_watch_exposure,
  ].map(rest);
  const fit = glm({
    family: "gaussian",
    outcome: outcome!,
    matrix: { treatment: treatment! },
    intercept: false,
  });
  const { coefficients, clusters } = sandwich(fit, {
    type: "HC0",
    cluster: table.user,
    clusterCorrection: true,
  });
  const { estimate, standardError } = coefficients[0]!;
  const half = studentQuantile(0.975, clusters! - 1) * standardError;
  return {
    adjustment: "users",
    effect: estimate,
    stackedError: standardError,
    robustError: standardError,
    lower: estimate - half,
    upper: estimate + half,
  };
}
