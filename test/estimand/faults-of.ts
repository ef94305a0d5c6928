import { EstimandError } from "../../src/errors.js";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";

/** "path: message" of every fault of a value read as an estimand; none when it is sound. */
export function faultsOf(value: unknown): readonly string[] {
  try {
    parseEstimand(value, "x.ts");
    return [];
  } catch (error) {
    if (!(error instanceof EstimandError)) throw error;
    return error.issues.map((issue) => `${issue.path}: ${issue.message}`);
  }
}
