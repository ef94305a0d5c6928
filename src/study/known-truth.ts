import { writtenNumber } from "../definition/written-number.js";
import type { Estimand } from "../estimand/estimand.js";
import type { ResolvedTreatment } from "../panel/treatment.js";
import type { TruthFile } from "../simulation/truth-schema.js";
import type { StudyResult } from "./result-schema.js";

export interface KnownTruth {
  readonly truth: StudyResult["truth"];
  /** Why a truth that is there is not shown; empty otherwise. */
  readonly remarks: readonly string[];
}

/**
 * The known answer, when it answers this very question: the same treated days, outcome and population. A truth about
 * something else is not shown beside the estimates, and the result says so.
 */
export function knownTruth(
  file: TruthFile | undefined,
  estimand: Pick<Estimand, "outcome" | "averageOver" | "population">,
  resolved: Pick<ResolvedTreatment, "column" | "cut">,
): KnownTruth {
  if (file === undefined) return { truth: null, remarks: [] };
  const differs = [
    ...(file.treatment.column === resolved.column && file.treatment.cut === resolved.cut
      ? []
      : [
          `${file.treatment.column} of at least ${file.treatment.cut}, not ${resolved.column} of at least ${writtenNumber(resolved.cut)}`,
        ]),
    ...(file.outcome === estimand.outcome ? [] : [`${file.outcome}, not ${estimand.outcome}`]),
    ...(estimand.averageOver === "userDays" ? [] : ["the average over user-days, not over users"]),
    ...(estimand.population.history === "full" ? [] : ["days with full history only"]),
  ];
  if (differs.length > 0)
    return {
      truth: null,
      remarks: [
        `The known truth of this simulated log is not shown, because it answers another question: it is about ${differs.join("; ")}.`,
      ],
    };
  const { users, userDays, seed } = file.population;
  return { truth: { ...file.effect, users, userDays, seed }, remarks: [] };
}
