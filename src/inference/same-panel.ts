import { NotEstimableError } from "../errors.js";
import type { InfluenceEstimate } from "../results/influence-estimate.js";

/**
 * Refuses to combine estimates whose influence values do not stand for the same users.
 * @param sameRows also demands the same analysis rows, as a causal contrast does
 * @throws NotEstimableError `inference.samples-differ`
 */
export function requireSamePanel(estimates: readonly InfluenceEstimate[], sameRows: boolean): void {
  const [first, ...others] = estimates;
  for (const other of others) {
    const a = first!.sample;
    const b = other.sample;
    const fault =
      a.panel !== b.panel
        ? "come from different panels"
        : a.users !== b.users || first!.influence.length !== other.influence.length
          ? `have ${a.users} and ${b.users} users`
          : sameRows && a.rows !== b.rows
            ? "are about different analysis rows"
            : undefined;
    if (fault !== undefined)
      throw new NotEstimableError(
        "inference.samples-differ",
        `the estimates cannot be combined: they ${fault}; estimate both on one design`,
        { first: a, other: b },
      );
  }
}
