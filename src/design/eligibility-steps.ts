import type { AdjustmentTerm, Estimand } from "../estimand/estimand.js";
import type { Panel } from "../panel/panel.js";
import type { ResolvedTreatment } from "../panel/treatment.js";
import { treatmentValues } from "../panel/treatment-values.js";
import type { EligibilityStep } from "./eligible-rows.js";

/**
 * The conditions of a question about one day, in order: available, past the day of entry (when users enter by being
 * active, which makes that day active by construction), full look-back, outcome known, adjustment columns known.
 */
export function eligibilitySteps(
  panel: Panel,
  estimand: Estimand,
  resolved: ResolvedTreatment,
  terms: readonly AdjustmentTerm[],
): readonly EligibilityStep[] {
  const { available, entry } = panel.definition;
  const columns = [...new Set(terms.map((term) => term.column))];
  const required = fullLookBack(panel, columns);
  const steps = [equalsOne(`available: ${available} = 1`, available)];
  if (resolved.among !== available)
    steps.push(equalsOne(`treatment defined: ${resolved.among} = 1`, resolved.among));
  const how = resolved.how?.test;
  if (how === "ownPast" || how === "streak" || how === "condition") steps.push(treatmentKnown(resolved));
  if (entry === "firstActivity") steps.push(pastEntry);
  if (estimand.population.history === "full" && required > 0)
    steps.push({
      step: `full look-back: ${required} logged day${required === 1 ? "" : "s"} before`,
      drop({ lookBack, rows }, keep) {
        for (let row = 0; row < rows; row++) if (lookBack[row]! < required) keep[row] = 0;
      },
    });
  return [
    ...steps,
    allKnown(`outcome known: ${estimand.outcome}`, [estimand.outcome]),
    allKnown("adjustment columns known", columns),
  ];
}

/**
 * Days before its own row that the columns reach, at most; baseline, calendar and same-day columns reach none. A history
 * without end (decayed, cumulative, streak, days since) is bounded by the user's entry, so its full look-back is all
 * there is since then: it asks for yesterday to lie in the log, and its value is not known where a platform gap lies
 * within its reach, which the last step drops.
 */
function fullLookBack(panel: Panel, columns: readonly string[]): number {
  const reach = panel.columns
    .filter((column) => columns.includes(column.name))
    .map(({ window }) => {
      if (typeof window.from === "number") return -window.from;
      return window.to === "entry" ? 0 : 1;
    });
  return Math.max(0, ...reach);
}

function equalsOne(step: string, column: string): EligibilityStep {
  return {
    step,
    drop(shard, keep) {
      const values = shard.column(column);
      for (let row = 0; row < shard.rows; row++) if (values[row] !== 1) keep[row] = 0;
    },
  };
}

/** A rule that looks back, or at columns that may be unknown, is not defined on every available day. */
function treatmentKnown(resolved: ResolvedTreatment): EligibilityStep {
  return {
    step: `treatment known: ${resolved.name}`,
    drop(shard, keep) {
      const values = treatmentValues(shard, resolved);
      for (let row = 0; row < shard.rows; row++) if (Number.isNaN(values[row])) keep[row] = 0;
    },
  };
}

const pastEntry: EligibilityStep = {
  step: "after the day of entry",
  drop({ offsets, users }, keep) {
    for (let user = 0; user < users; user++)
      if (offsets[user]! < offsets[user + 1]!) keep[offsets[user]!] = 0;
  },
};

function allKnown(step: string, columns: readonly string[]): EligibilityStep {
  return {
    step,
    drop(shard, keep) {
      for (const column of columns) {
        const values = shard.column(column);
        for (let row = 0; row < shard.rows; row++) if (Number.isNaN(values[row])) keep[row] = 0;
      }
    },
  };
}
