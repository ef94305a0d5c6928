import { describe, expect, it } from "vitest";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { silentProgress } from "../../src/progress.js";
import { fitEstimators } from "../../src/study/fit-estimators.js";

const context = { progress: silentProgress };

/** Two treated rows and two covariates: an outcome model in the treated arm has more terms than rows. */
const twoTreated = () => {
  const n = 24;
  const x = Float64Array.from({ length: n }, (_, i) => Math.sin(3 * i));
  const z = Float64Array.from({ length: n }, (_, i) => Math.cos(5 * i));
  return designFromColumns({
    treatment: Float64Array.from({ length: n }, (_, i) => (i === 7 || i === 14 ? 1 : 0)),
    outcome: Float64Array.from({ length: n }, (_, i) => i % 5),
    covariates: { x, z },
  });
};

describe("the estimators of a question", () => {
  it("record one that gives no answer beside a primary one that does", async () => {
    const fits = await fitEstimators(
      twoTreated(),
      { primary: "ipw", estimators: ["naive", "ipw", "standardisation"] },
      context,
    );
    expect(fits.fits.map((fit) => fit.estimator)).toEqual(["naive", "ipw"]);
    expect(fits.notEstimated.map(({ estimator }) => estimator)).toEqual(["standardisation"]);
    expect(fits.notEstimated[0]!.reason.length).toBeGreaterThan(20);
    expect(fits.weighting!.truncatedRows).toBe(0);
  });

  it("fail the run when the primary one gives no answer", async () => {
    await expect(
      fitEstimators(
        twoTreated(),
        { primary: "standardisation", estimators: ["naive", "standardisation"] },
        context,
      ),
    ).rejects.toMatchObject({ name: "NotEstimableError" });
  });

  it("fit the primary one even when the list forgot it, and each once", async () => {
    const fits = await fitEstimators(
      twoTreated(),
      { primary: "ipw", estimators: ["naive", "naive"] },
      context,
    );
    expect(fits.fits.map((fit) => fit.estimator)).toEqual(["naive", "ipw"]);
  });

  it("never take overlap weights for those of the average effect", async () => {
    const asked = { primary: "naive", estimators: ["naive", "overlapWeighted"] } as const;
    const { fits, weighting } = await fitEstimators(twoTreated(), asked, context);
    expect(fits.map((fit) => fit.estimator)).toEqual(["naive", "overlapWeighted"]);
    expect(weighting!.weight).not.toEqual(fits[1]!.weighting!.weight);
    const { weighting: own } = await fitEstimators(
      twoTreated(),
      { primary: "ipw", estimators: ["overlapWeighted", "ipw"] },
      context,
    );
    expect(weighting!.weight).toEqual(own!.weight);
  });
});
