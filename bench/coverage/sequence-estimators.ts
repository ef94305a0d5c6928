import {
  type MarginalStructuralModel,
  marginalStructuralModel,
} from "../../src/estimators/marginal-structural-model/marginal-structural-model.js";
import { weightedSum } from "../../src/inference/weighted-sum.js";
import type { InfluenceEstimate } from "../../src/results/influence-estimate.js";
import { stabilizedWeights } from "../../src/weights/longitudinal/stabilized-weights.js";
import type { sequenceTable } from "./sequence-world.js";

type Table = ReturnType<typeof sequenceTable>;

const weightsOf = (data: Table, denominator: string) =>
  stabilizedWeights({
    data,
    unit: "unit",
    time: "time",
    treatment: "a",
    denominator: { byTime: { 0: "~ 1", 1: denominator } },
    numerator: { byTime: { 0: "~ 1", 1: "~ before" } },
  });

const fitted = (data: Table, denominator: string, standardErrors: "stacked" | "robust") =>
  alwaysAgainstNever(
    marginalStructuralModel({
      data,
      formula: "y ~ before + a",
      family: "gaussian",
      weights: weightsOf(data, denominator),
      cluster: "unit",
      rows: "last",
      standardErrors,
    }),
  );

const unweighted = (data: Table, formula: string) =>
  alwaysAgainstNever(
    marginalStructuralModel({
      data,
      formula,
      family: "gaussian",
      weights: new Float64Array(data.y.length).fill(1),
      cluster: "unit",
      rows: "last",
    }),
  );

const alwaysAgainstNever = ({ estimates }: MarginalStructuralModel): InfluenceEstimate =>
  weightedSum([estimates.before!, estimates.a!], [1, 1]);

/** Ways to the effect of always against never treated, by name. */
export const sequenceEstimators = {
  /** Marginal structural model, errors with the weight models' scores stacked. */
  msm: (data: Table) => fitted(data, "~ before + l", "stacked"),
  /** The same, its weights taken as known: by theory too large an error. */
  msmKnownWeights: (data: Table) => fitted(data, "~ before + l", "robust"),
  /** The same, with the confounder left out of the weights. */
  msmWithoutConfounder: (data: Table) => fitted(data, "~ before", "stacked"),
  regressionOnLagged: (data: Table) => unweighted(data, "y ~ before + a + l"),
  unadjusted: (data: Table) => unweighted(data, "y ~ before + a"),
} satisfies Readonly<Record<string, (data: Table) => InfluenceEstimate>>;

export type SequenceEstimatorName = keyof typeof sequenceEstimators;
