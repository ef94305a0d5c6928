import type { StudyResult } from "../study/schemas/result-schema.js";
import { formatMean } from "./format/estimate.js";
import { formatNumber } from "./format/number.js";

type Level = NonNullable<StudyResult["doseResponse"]>["levels"][number];

/** The doses of a level: "16 to 19", or "1" where it holds one. */
export const doseWords = ({ from, to }: Pick<Level, "from" | "to">): string =>
  from === to ? formatNumber(from) : `${formatNumber(from)} to ${formatNumber(to)}`;

/** The band of a level's mean to the decimals of its error: "56.5 to 62.9". */
export const meanBand = (
  { bandLower, bandUpper, standardError }: Pick<Level, "bandLower" | "bandUpper" | "standardError">,
  factor: number,
): string =>
  [bandLower, bandUpper].map((end) => formatMean(factor * end, factor * standardError)).join(" to ");
