import { describe, expect, it } from "vitest";
import { doseResponse } from "../../src/estimators/dose-response/dose-response.js";
import { createRandom } from "../../src/numeric/random.js";
import { resolveTreatment } from "../../src/panel/treatment.js";
import { dosePastOf } from "../../src/study/parts/dose-past-of.js";
import { doseResponseOf } from "../../src/study/parts/dose-response-of.js";
import { assertClose } from "../assert-close.js";
import { askedStudy } from "./asked-study.js";
import { smallPanel, smallQuestion } from "./small-study.js";

const panel = smallPanel();
describe("the dose-response of a study", () => {
  const study = askedStudy(panel, smallQuestion());
  const found = doseResponseOf(study);

  it("has levels on both sides of the study's cut that hold all its rows", () => {
    expect(found).toMatchObject({ evaluated: true, dose: "interactions", unit: "interactions" });
    expect(found.levels.map(({ arm }) => arm)).toEqual([
      "control",
      "control",
      "control",
      "treated",
      "treated",
    ]);
    expect(found.levels.reduce((sum, { rows }) => sum + rows, 0)).toBe(study.design.rows);
    for (const { arm, from, to, bandLower, bandUpper, lower, upper } of found.levels) {
      expect(arm === "treated" ? from >= 16 : to < 16).toBe(true);
      expect(bandLower <= lower && upper <= bandUpper).toBe(true);
    }
    found.levels.slice(1).forEach(({ mean, step }, k) => {
      assertClose(step!.estimate, mean - found.levels[k]!.mean, {
        absolute: 1e-12,
        because: "a difference of two means",
      });
    });
  });

  it("says that its levels tell users apart where an outcome before them differs as well", () => {
    // the platform of this world decides the push alone; how many interactions a day has on either side is the user's habit
    expect(found.past.rows).toBeLessThan(study.design.rows);
    expect(found.past.means).toHaveLength(5);
    expect(found.past.tests.some(({ adjusted, differ }) => differ && adjusted < 0.05)).toBe(true);
    expect(found.past.sentence).toMatch(/^In the outcome of days -6 to -4, .* their means tell users apart/);
    expect(found.sentence).not.toMatch(/effect|raises|lowers|causes/);
    expect(found.caveat).toContain("the platform chooses them");
  });

  it("does not say so of doses that are drawn at random on each side", () => {
    const random = createRandom(3, "doses");
    const dose = Float64Array.from(
      [...study.design.shards].flatMap(({ treatment }) => [...treatment]),
      (treated) => 10 * treated + random.uniform(),
    );
    const past = dosePastOf(study, dose, doseResponse({ design: study.design, dose }));
    expect(past.tests.every(({ adjusted, differ }) => !differ && adjusted > 0.05)).toBe(true);
    expect(past.sentence).toMatch(/are not seen to differ, among untreated user-days \(p = /);
  });

  it.each([
    [
      {
        kind: "atLeastQuantile",
        column: "interactions",
        quantile: 0.6,
        among: "active_day",
        within: "user",
        using: "past",
      },
      /each user with their own past/,
    ],
    [
      { kind: "topKWithinDay", column: "interactions", k: 40, among: "active_day" },
      /what others do on the day/,
    ],
    [{ kind: "streakAtLeast", column: "active_day", days: 2, among: "active_day" }, /a run of days/],
    [
      {
        kind: "rule",
        when: { op: "compare", column: "interactions", is: ">=", to: 16 },
        among: "active_day",
      },
      /a condition on several columns/,
    ],
  ] as const)("%j has none, and says why", (rule, reason) => {
    const other = doseResponseOf({ ...study, resolved: resolveTreatment(panel, rule) });
    expect(other).toMatchObject({ evaluated: false, levels: [], tests: [], caveat: "" });
    expect(other.sentence).toMatch(/^Not evaluated: .*\.$/);
    expect(other.sentence).toMatch(reason);
  });

  it("adjusts only where the primary estimator does", () => {
    const primary = { ...study.fits.primary, estimator: "naive" as const };
    expect(doseResponseOf({ ...study, fits: { ...study.fits, primary } }).sentence).toMatch(
      /the primary estimator adjusts for nothing/,
    );
  });
});
