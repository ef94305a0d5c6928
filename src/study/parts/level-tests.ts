import type { DoseResponseLevel } from "../../estimators/dose-response/dose-response.js";
import { difference } from "../../inference/difference.js";
import { holm } from "../../inference/families/holm.js";
import { waldTest } from "../../inference/wald-test.js";
import type { StudyResult } from "../schemas/result-schema.js";
import { shortNumber } from "../short-number.js";

type LevelTests = NonNullable<StudyResult["doseResponse"]>["tests"];

/** On each side of the cut that has several levels, the test that they have one mean, judged at 5 % over both sides. */
export function levelTests(found: readonly DoseResponseLevel[]): LevelTests {
  const sides = ([0, 1] as const)
    .map((arm) => ({ arm, means: found.filter((level) => level.arm === arm).map(({ mean }) => mean) }))
    .filter(({ means }) => means.length > 1)
    .map(({ arm, means }) => ({
      arm,
      levels: means.length,
      ...waldTest(means.slice(1).map((mean, k) => difference(mean, means[k]!))),
    }));
  const adjusted = holm(sides.map(({ pValue }) => pValue));
  return sides.map(({ arm, degrees, ...test }, k) => ({
    ...test,
    arm: arm === 1 ? ("treated" as const) : ("control" as const),
    degrees: [degrees[0], degrees[1]],
    adjusted: adjusted[k]!,
    differ: adjusted[k]! < 0.05,
  }));
}

/** "untreated user-days (p = 0.31) and among treated user-days (p < 0.001)". */
export const sidesInWords = (tests: LevelTests): string =>
  tests
    .map(
      ({ arm, adjusted }) =>
        `${arm === "treated" ? "treated" : "untreated"} user-days (${adjusted < 0.001 ? "p < 0.001" : `p = ${shortNumber(adjusted)}`})`,
    )
    .join(" and among ");
