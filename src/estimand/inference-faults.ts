import type { TreatmentRule } from "../definition/treatment.js";
import type { Issue } from "../errors.js";
import { field } from "./field.js";
import { isPanelQuantile } from "./panel-quantile.js";

/** What the schema cannot see in `inference`: whether so few replicates have the order statistics that the level needs. */
export function inferenceFaults(value: unknown): readonly Issue[] {
  const inference = field(value, "inference");
  const bootstrap = field(inference, "bootstrap");
  const replicates = field(bootstrap, "replicates");
  const level = field(inference, "level") ?? 0.95;
  if (typeof replicates !== "number" || typeof level !== "number" || !(level > 0 && level < 1)) return [];
  const needed = Math.ceil(2 / (1 - level) - 1 - 1e-9);
  return replicates >= needed
    ? []
    : [
        {
          path: "inference.bootstrap.replicates",
          message: `${replicates} replicates have no order statistic at ${((1 - level) / 2).toPrecision(3)}, where an interval of level ${level} ends; write at least ${needed}, or a lower level`,
        },
      ];
}

/**
 * Thresholds can be found anew only where a bootstrap does so and a rule's number is a quantile over the panel.
 * @param rules those of the question that can be read, stand-ins included
 */
export function thresholdFaults(value: unknown, rules: readonly TreatmentRule[]): readonly Issue[] {
  if (field(value, "thresholds") !== "reestimate") return [];
  const one = (message: string): readonly Issue[] => [{ path: "thresholds", message }];
  if (field(field(value, "inference"), "bootstrap") === undefined)
    return one(
      'only replicates find a threshold anew, and no bootstrap is asked for (influence functions hold the number fixed); add inference.bootstrap, or write "fixed"',
    );
  if (rules.length === 0 || rules.some(isPanelQuantile)) return [];
  return one(
    rules.some((rule) => field(rule, "within") === "user")
      ? "the rule takes its quantile over each user's own past, which no draw of users changes; leave it out"
      : "the rule's number does not come from the data, so there is nothing to find anew; use atLeastQuantile or atMostQuantile, or leave it out",
  );
}
