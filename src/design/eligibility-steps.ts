import { fullLookBack } from "../definition/full-look-back.js";
import type { AdjustmentTerm, Estimand } from "../estimand/estimand.js";
import type { Panel } from "../panel/panel.js";
import type { ResolvedTreatment } from "../panel/treatment.js";
import { treatmentValues } from "../panel/treatment-values.js";
import type { EligibilityStep } from "./eligible-rows.js";

/**
 * The conditions of a question about one day, in order: available, past the day of entry (when users enter by being
 * active, which makes that day active by construction), full look-back, outcome known, adjustment columns known. A row
 * whose treatment is not known leaves by a step of its own, never as an untreated one.
 */
export function eligibilitySteps(
  panel: Panel,
  estimand: Estimand,
  resolved: ResolvedTreatment,
  terms: readonly AdjustmentTerm[],
): readonly EligibilityStep[] {
  const { available, entry } = panel.definition;
  const columns = [...new Set(terms.map((term) => term.column))];
  const required = fullLookBack(panel.columns, columns);
  const steps = [equalsOne(`available: ${available} = 1`, available)];
  if (resolved.among !== available)
    steps.push(equalsOne(`treatment defined: ${resolved.among} = 1`, resolved.among));
  steps.push(treatmentKnown(resolved));
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

function equalsOne(step: string, column: string): EligibilityStep {
  return {
    step,
    drop(shard, keep) {
      const values = shard.column(column);
      for (let row = 0; row < shard.rows; row++) if (values[row] !== 1) keep[row] = 0;
    },
  };
}

/** A rule that looks back, or at columns that may be unknown, is expected to be undefined on some available days. */
function treatmentKnown(resolved: ResolvedTreatment): EligibilityStep {
  const how = resolved.how?.test;
  const expected = how === "ownPast" || how === "streak" || how === "condition";
  return {
    ...(expected ? {} : { rare: true as const }),
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
