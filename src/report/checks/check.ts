import type { StudyResult } from "../../study/schemas/result-schema.js";

/** A check that estimated again, as results hold it. */
export type Check = NonNullable<StudyResult["falsification"]>[number];

/** A row of a check. */
export type CheckRow = Check["rows"][number];
