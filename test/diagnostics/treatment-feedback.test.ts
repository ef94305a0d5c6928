import { describe, expect, it } from "vitest";
import { treatmentFeedback } from "../../src/diagnostics/treatment-feedback.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

describe("feedback of treatment", () => {
  it("is the standardised difference after treated and untreated days", () => {
    const [found] = treatmentFeedback({
      pastTreatment: [1, 1, 0, 0],
      confounders: { habit: [1, 5, 2, 6] },
      user: [7, 7, 3, 9],
    });
    const exact = { relative: 1e-12, because: "closed form on four rows" };
    expect(found).toMatchObject({ confounder: "habit", difference: -1 });
    assertClose(found!.standardizedMeanDifference, -1 / Math.sqrt(8), exact);
    // user 7: (-2 + 2) / 2 = 0; users 3 and 9: 2/2 and -2/2; SE² = 2 / 8
    assertClose(found!.standardError, 0.5, exact);
    assertClose(found!.pValue, 0.4795001221869535, { relative: 1e-9, because: "normal table at 1/√2" });
  });

  it("takes weights of the day before, in the unit of the rows as they are, with simultaneous intervals", () => {
    const rows = { pastTreatment: [1, 1, 0, 0], user: [7, 7, 3, 9] };
    const confounders = { habit: [1, 5, 2, 6], still: [1, 2, 1, 2] };
    const [found, still] = treatmentFeedback({ ...rows, confounders, weights: [3, 1, 1, 1], level: 0.9 });
    // treated mean (3 + 5) / 4 = 2, untreated 4; unit √8 as before
    const exact = { relative: 1e-12, because: "closed form on four rows" };
    expect(found!.difference).toBe(-2);
    assertClose(found!.standardizedMeanDifference, -2 / Math.sqrt(8), exact);
    // user 7: (3 · -1 + 3) / 4 = 0; users 3 and 9 as before; 1.959964 is the quantile of 0.9 over two confounders
    assertClose(found!.standardError, 0.5, exact);
    const half = { absolute: 1e-6, because: "six digits of the normal quantile" };
    assertClose(found!.upper - found!.lower, 2 * 1.959964 * 0.5, half);
    expect(still!.difference).toBe(-0.25);
  });

  it("fires where treatment moves the confounder of the next day, and its size holds where it does not", () => {
    let fired = 0;
    let silent = 0;
    const seeds = 100;
    for (let seed = 0; seed < seeds; seed++) {
      const random = createRandom(seed, "feedback");
      const user = Int32Array.from({ length: 400 }, (_, row) => Math.floor(row / 4));
      const trait = Float64Array.from({ length: 100 }, () => random.normal());
      const past = Float64Array.from(user, () => Number(random.uniform() < 0.5));
      const still = Float64Array.from(user, (i) => trait[i]! + random.normal());
      const moved = still.map((value, row) => value + 0.8 * past[row]!);
      const [a, b] = treatmentFeedback({ pastTreatment: past, confounders: { moved, still }, user });
      fired += Number(a!.pValue < 0.05 && a!.standardizedMeanDifference > 0.1);
      silent += Number(b!.pValue >= 0.05);
    }
    expect(fired).toBeGreaterThanOrEqual(95);
    // 95 of 100 expected; fewer than 88 has probability under 0.5 %
    expect(silent).toBeGreaterThanOrEqual(88);
  });
});
