import { type CausalError, ConvergenceError, NotEstimableError, SingularMatrixError } from "../errors.js";

/** The data give no answer; anything else is a fault and is thrown on. */
export const isNoAnswer = (error: unknown): error is CausalError =>
  error instanceof NotEstimableError ||
  error instanceof ConvergenceError ||
  error instanceof SingularMatrixError;
