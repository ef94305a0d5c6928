import { CausalError } from "../errors.js";

/** Coverage of intervals. Throws CausalError `diagnostics.level` unless it lies between 0 and 1. */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1))
    throw new CausalError("diagnostics.level", `level is ${level}; expected a number between 0 and 1`, {
      level,
    });
}
