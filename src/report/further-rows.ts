import type { StudyResult } from "../study/result-schema.js";

export type Check = NonNullable<StudyResult["falsification"]>[number];

/** A row of a check. */
export type CheckRow = Check["rows"][number];

/** Balance of a covariate on one calendar day; null where an arm has too few user-days or there is no unit. */
export interface DayBalance {
  readonly covariate: string;
  readonly date: string;
  readonly rows: number;
  readonly unweighted: number | null;
  readonly weighted: number | null;
}

/** Parts of a result that runs may hold; pages draw what is there and leave out what is not. */
export interface FurtherRows {
  readonly balanceByDay?: readonly DayBalance[] | undefined;
}

/** A result with whatever further rows it holds. */
export const further = (result: StudyResult): StudyResult & FurtherRows => result;
