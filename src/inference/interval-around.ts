import { CausalError } from "../errors.js";
import { normalQuantile } from "../numeric/normal-distribution.js";
import { studentQuantile } from "../numeric/student-distribution.js";
import type { Interval } from "../results/interval.js";

export interface IntervalAroundOptions {
  readonly standardError: number;
  /** How many clusters the error rests on; 0 for a number without error. */
  readonly clusters: number;
  readonly level: number;
  /** "clustered by user". */
  readonly clustered: string;
  /** Student's t with clusters - 1 degrees of freedom; default below 50 clusters. */
  readonly student?: boolean;
}

/**
 * estimate ± critical value · standard error, and what its method is called.
 * @throws CausalError `inference.level` for a level outside (0, 1)
 * Source: STATISTICS section 2 (t below 50 clusters).
 */
export function intervalAround(estimate: number, options: IntervalAroundOptions): Interval {
  const { standardError, clusters, level, clustered, student = clusters < 50 } = options;
  checkLevel(level);
  const share = (1 + level) / 2;
  const exact = clusters === 0;
  const critical = exact ? 0 : student ? studentQuantile(share, clusters - 1) : normalQuantile(share);
  const half = critical * standardError;
  const named = student && !exact ? `t with ${clusters - 1} degrees of freedom` : "normal";
  return {
    lower: estimate - half,
    upper: estimate + half,
    level,
    method: `${named}, ${clustered}`,
  };
}

/** Throws CausalError `inference.level` for a level outside (0, 1). */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1))
    throw new CausalError("inference.level", `level is ${level}; expected a number between 0 and 1`, {
      level,
    });
}
