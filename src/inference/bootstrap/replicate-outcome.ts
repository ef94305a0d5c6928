import { ConvergenceError, NotEstimableError, SingularMatrixError } from "../../errors.js";
import type { ReplicateOutcome } from "./replicate-runner.js";

/**
 * Evaluates a statistic on one resample. A resample in which the quantity does not exist (no treated rows, separation,
 * a singular matrix, no optimum) or is not finite is an outcome, to be counted; every other error is a fault of the call.
 */
export function replicateOutcome(
  statistic: (multiplicities: Float64Array) => ArrayLike<number>,
  multiplicities: Float64Array,
): ReplicateOutcome {
  try {
    const values = Float64Array.from(statistic(multiplicities));
    const bad = values.findIndex((value) => !Number.isFinite(value));
    return bad < 0
      ? { values }
      : { failure: { code: "bootstrap.not-finite", message: `parameter ${bad} is ${values[bad]}` } };
  } catch (fault) {
    if (
      fault instanceof NotEstimableError ||
      fault instanceof ConvergenceError ||
      fault instanceof SingularMatrixError
    )
      return { failure: { code: fault.code, message: fault.message } };
    throw fault;
  }
}
