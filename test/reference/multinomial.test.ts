import { describe, expect, it } from "vitest";
import { linearRegression } from "../../src/models/regressions.js";
import { multinomialRegression } from "../../src/models/multinomial-regression.js";
import { sandwich } from "../../src/models/sandwich.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedData, whyAbsent } from "./shared-table.js";

describe.skipIf(!referencePresent)(`multinomial models against nnet and WeightIt${whyAbsent}`, () => {
  it("iris: nearly separated, so its deviance and the contrast that is not", () => {
    const expected = sharedCase("tidy", "multinom.iris");
    const fit = multinomialRegression({
      data: sharedData("tidy/iris.csv"),
      outcome: "Species",
      terms: ["Sepal.Length", "Sepal.Width"],
    });
    assertClose(fit.deviance, expected.deviance, { relative: 1e-5, because: "reference/README: multinomial" });
    expect(fit.levels.slice(1)).toEqual(expected.rows);
    // virginica against versicolor is well determined
    for (let j = 0; j < 3; j++)
      assertClose(
        fit.equations[1]!.coefficients[j]!.estimate - fit.equations[0]!.coefficients[j]!.estimate,
        expected.coef[1][j] - expected.coef[0][j],
        { relative: 1e-3, because: "its own note: optimiser-dependent beyond 1e-3" },
      );
  });

  it("lalonde: weights for three races and the weighted outcome model", () => {
    const expected = sharedCase("lalonde", "multinomial.race.ATE");
    const data = sharedData("lalonde/lalonde.csv");
    const fit = multinomialRegression({ formula: "race ~ age + educ + married + nodegree + re74 + re75", data });
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
