/** What a person choosing a learner should know. */
export interface LearnerDescription {
  /** Name of the exported function. */
  readonly name: string;
  readonly kinds: readonly ("probability" | "mean")[];
  /** Whether rows may have different weights. */
  readonly weighted: boolean;
  /** How it predicts and what it is for. */
  readonly description: string;
}

/** Every learner, simplest first. */
export const learnerDescriptions: readonly LearnerDescription[] = [
  {
    name: "logisticLearner",
    kinds: ["probability"],
    weighted: true,
    description: "Logistic regression by maximum likelihood; names the terms that separate the classes.",
  },
  {
    name: "linearLearner",
    kinds: ["mean"],
    weighted: true,
    description: "Least squares with an intercept.",
  },
  {
    name: "ridgeLearner",
    kinds: ["probability", "mean"],
    weighted: true,
    description:
      "Linear or logistic regression with a penalty on squared slopes, given or chosen by cross-validation; for many or nearly collinear terms.",
  },
  {
    name: "boostedTrees",
    kinds: ["probability", "mean"],
    weighted: true,
    description:
      "Gradient boosting of small trees on binned covariates; finds steps and interactions without being told. Cross-fit it.",
  },
  {
    name: "stackedLearner",
    kinds: ["probability", "mean"],
    weighted: true,
    description: "The convex combination of other learners that predicts best in cross-validation.",
  },
  {
    name: "mlLogisticRegression",
    kinds: ["probability"],
    weighted: false,
    description: "Logistic regression by the package ml-logistic-regression; small data without weights.",
  },
  {
    name: "mlRegression",
    kinds: ["mean"],
    weighted: false,
    description:
      "Linear, polynomial and Theil-Sen regression by the package ml-regression; small data without weights.",
  },
];
