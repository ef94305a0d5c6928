import { describe, expect, it } from "vitest";
import { designFromColumns } from "../../src/design/design-from-columns.js";
import { companionFit } from "../../src/falsification/companion-fit.js";
import { eValue } from "../../src/falsification/sensitivity/e-value.js";
import { eValueOfDifference } from "../../src/falsification/sensitivity/e-value-of-difference.js";
import {
  benchmarkStrength,
  confoundedEstimate,
  robustnessValue,
} from "../../src/falsification/sensitivity/robustness-value.js";
import { assertClose } from "../assert-close.js";
import { referencePresent, sharedCase, sharedData, whyAbsent } from "./shared-table.js";

const closed = { relative: 1e-8, because: "a closed form" };

describe.skipIf(!referencePresent)(`E-values of EValue 4.1.4${whyAbsent}`, () => {
  it("meets its risk ratios", () => {
    const values = sharedCase("tidy", "evalue.RR");
    for (const [key, target] of [
      ["a", 1],
      ["b", 1],
      ["c", 1],
      ["d", 1],
      ["a_true1.5", 1.5],
    ] as const) {
      const [ratio, lower, upper] = values[target === 1 ? key : "a"].values[0];
      const found = eValue({ ratio, lower, upper, scale: "risk", target });
      const [point, low, high] = values[key].values[1];
      assertClose(found.point, point, closed);
      assertClose(found.interval, low ?? high, closed);
    }
  });

  it("meets the published example", () => {
    const { E_point, E_lower } = sharedCase("tidy", "evalue.RR_published");
    const found = eValue({ ratio: 3.9, lower: 1.8, upper: 8.7, scale: "risk" });
    assertClose(found.point, E_point, { absolute: 5e-7, because: "six printed decimals" });
    assertClose(found.interval, E_lower, { absolute: 1e-10, because: "a whole number" });
  });

  it("meets its risk difference", () => {
    const { est, lower } = sharedCase("tidy", "evalue.RD");
    const found = eValueOfDifference({
      treated: { events: 397, total: 397 + 78557 },
      control: { events: 51, total: 51 + 108778 },
    });
    assertClose(found.point, est, closed);
    assertClose(found.interval, lower, {
      absolute: 3e-4,
      because: "the peer takes the next bias factor on a grid of 1e-4; E rises by about twice that",
    });
  });
});

describe.skipIf(!referencePresent)(`robustness values of sensemakr 0.1.6${whyAbsent}`, () => {
  const companion = () => {
    const data = sharedData("tidy/darfur.csv");
    const number = (name: string) => data[name] as Float64Array;
    const village = data.village as readonly (string | number)[];
    const levels = [...new Set(village)].sort();
    const covariates: Record<string, ArrayLike<number>> = {};
    for (const name of ["age", "farmer_dar", "herder_dar", "pastvoted", "hhsize_darfur", "female"])
      covariates[name] = number(name);
    for (const level of levels.slice(1))
      covariates[`village=${level}`] = Float64Array.from(village, (own) => (own === level ? 1 : 0));
    return companionFit(
      designFromColumns({
        treatment: number("directlyharmed"),
        outcome: number("peacefactor"),
        covariates,
      }),
    );
  };

  it("meets its statistics, benchmark bounds and adjusted estimates", () => {
    const { stats, bounds } = sharedCase("tidy", "sensemakr.darfur");
    const found = companion();
    assertClose(found.estimate, stats.estimate, closed);
    assertClose(found.classicalError, stats.se, closed);
    expect(found.degrees).toBe(stats.dof);
    const robust = robustnessValue(found);
    assertClose(robust.partialR2, stats["r2yd.x"], closed);
    assertClose(robust.value, stats.rv_q, closed);
    assertClose(robust.significanceValue, stats.rv_qa, closed);
    const female = found.partialR2(["female"]);
    for (const [k, times] of [1, 2, 3].entries()) {
      const strength = benchmarkStrength(female, times)!;
      assertClose(strength.ofTreatment, bounds["r2dz.x"][k], closed);
      assertClose(strength.ofOutcome, bounds["r2yz.dx"][k], closed);
      assertClose(confoundedEstimate(found, strength), bounds.adjusted_estimate[k], closed);
    }
  });

  it("meets the published figures", () => {
    const published = sharedCase("tidy", "sensemakr.darfur_published");
    const found = companion();
    const robust = robustnessValue(found);
    const printed = (decimals: number) => ({
      absolute: 0.5 * 10 ** -decimals,
      because: `${decimals} printed decimals`,
    });
    assertClose(robust.value, published.RV_q1, printed(3));
    assertClose(robust.significanceValue, published.RV_q1_alpha05_5dp, printed(5));
    assertClose(robust.partialR2, published.R2YD_X, printed(3));
    assertClose(found.estimate, published.estimate, printed(5));
    assertClose(found.estimate / found.classicalError, published.t, printed(5));
  });
});
