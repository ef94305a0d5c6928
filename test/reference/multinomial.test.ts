import { describe, expect, it } from "vitest";
import { multinomialRegression } from "../../src/models/multinomial-regression.js";
import { linearRegression } from "../../src/models/regressions.js";
import { sandwich } from "../../src/models/sandwich.js";
import type { DataTable } from "../../src/models/terms/data-table.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedData, whyAbsent } from "./shared-table.js";

describe.skipIf(!referencePresent)(`multinomial models against nnet and WeightIt${whyAbsent}`, () => {
  it("iris: setosa is separated, which is said; what is left is the peer's limit", () => {
    const expected = sharedCase("tidy", "multinom.iris");
    const data = sharedData("tidy/iris.csv");
    const terms = ["Sepal.Length", "Sepal.Width"];
    // width > 0.8 length - 1.31 holds for every setosa and no other flower, so the peer's coefficients are where it stopped
    expect(() => multinomialRegression({ data, outcome: "Species", terms })).toThrowError(
      expect.objectContaining({ code: "model.separated" }) as Error,
    );
    const others = (data.Species as readonly string[])
      .map((name, r) => (name === "setosa" ? -1 : r))
      .filter((r) => r >= 0);
    const rest = Object.fromEntries(
      [...terms, "Species"].map((name) => [name, others.map((r) => data[name]![r]!)]),
    ) as unknown as DataTable;
    const fit = multinomialRegression({ data: rest, outcome: "Species", terms });
    expect(fit.deviance).toBeLessThan(expected.deviance);
    assertClose(fit.deviance, expected.deviance, {
      relative: 2e-4,
      because: "the limit of the likelihood; the peer stopped 0.0122 short of it",
    });
    fit.equations[0]!.coefficients.forEach((row, j) => {
      assertClose(row.estimate, expected.coef[1][j] - expected.coef[0][j], {
        relative: 2e-3,
        because: "the peer's optimiser on a likelihood without an optimum",
      });
    });
  });

  it("lalonde: weights for three races and the weighted outcome model", () => {
    const expected = sharedCase("lalonde", "multinomial.race.ATE");
    const data = sharedData("lalonde/lalonde.csv");
    const fit = multinomialRegression({
      formula: "race ~ age + educ + married + nodegree + re74 + re75",
      data,
    });
    const race = data.race as readonly string[];
    const weights = Float64Array.from(race, (own, r) => {
      return 1 / fit.fitted.values[fit.levels.indexOf(own) * fit.fitted.rows + r]!;
    });
    const multinomial = { relative: 1e-5, because: "reference/README: multinomial" };
    assertClose(
      weights.reduce((sum, w) => sum + w, 0),
      expected.weights.sum,
      multinomial,
    );
    assertClose(Math.max(...weights), expected.weights.max, multinomial);
    for (const level of fit.levels) {
      const own = weights.filter((_, r) => race[r] === level);
      const sum = own.reduce((total, w) => total + w, 0);
      assertClose(sum ** 2 / own.reduce((total, w) => total + w * w, 0), expected.ess[level], multinomial);
    }
    const outcome = linearRegression({ formula: "re78 ~ race", data, weights });
    sandwich(outcome).coefficients.forEach((row, j) => {
      assertClose(row.estimate, expected.effect_HC0.est[j], { relative: 1e-4, because: multinomial.because });
      assertClose(row.standardError, expected.effect_HC0.se[j], multinomial);
    });
  });
});
