import type { Verdict } from "../../results/verdict.js";
import type { Limits } from "./gate.js";

/** The verdict on a number: a limit itself is still on the better side. */
export function graded(value: number, worse: "above" | "below", { warn, fail }: Limits): Verdict {
  const beyond = (limit: number | null) =>
    limit !== null && (worse === "above" ? value > limit : value < limit);
  return beyond(fail) ? "fail" : beyond(warn) ? "warn" : "pass";
}
