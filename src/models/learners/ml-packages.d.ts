// Types of the parts that adapters use; the packages bring none.

declare module "ml-logistic-regression" {
  import type { Matrix } from "ml-matrix";

  export default class LogisticRegression {
    constructor(options: { readonly numSteps: number; readonly learningRate: number });
    /** One classifier a class; that of class k models the probability of any other class. */
    readonly classifiers: readonly { readonly weights: Matrix }[];
    train(covariates: Matrix, classes: Matrix): void;
  }
}

declare module "ml-regression" {
  interface Curve {
    predict(x: number[]): number[];
  }
  export const PolynomialRegression: new (x: number[], y: number[], degree: number) => Curve;
  export const TheilSenRegression: new (x: number[], y: number[]) => Curve;
  export const MultivariateLinearRegression: new (
    x: number[][],
    y: number[][],
    options: { readonly statistics: boolean },
  ) => { predict(x: number[][]): number[][] };
}
