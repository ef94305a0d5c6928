import { normalUpperTail } from "../numeric/normal-distribution.js";
import { studentQuantile } from "../numeric/student-distribution.js";

/** A critical value of multiplier draws, which is a normal one, carried over to t with clusters - 1 degrees of freedom. */
export const studentCritical = (critical: number, clusters: number): number =>
  studentQuantile(1 - normalUpperTail(critical), clusters - 1);
