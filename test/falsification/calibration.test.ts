import { describe, expect, it } from "vitest";
import { calibrateInterval } from "../../src/falsification/calibration/calibrate-interval.js";
import { calibratePValue } from "../../src/falsification/calibration/calibrate-p-value.js";
import { fitSystematicError } from "../../src/falsification/calibration/fit-systematic-error.js";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

const code = (name: string) => expect.objectContaining({ code: name });

/** Cases of tuberculosis, and others, in the vaccinated and the control arm of 13 trials: [with, without, with, without]. */
const bcgTrials = [
  [4, 119, 11, 128],
  [6, 300, 29, 274],
  [3, 228, 11, 209],
  [62, 13536, 248, 12619],
  [33, 5036, 47, 5761],
  [180, 1361, 372, 1079],
  [8, 2537, 10, 619],
  [505, 87886, 499, 87892],
  [29, 7470, 45, 7232],
  [17, 1699, 65, 1600],
  [186, 50448, 141, 27197],
  [5, 2493, 3, 2338],
  [27, 16886, 29, 17825],
] as const;

describe("the systematic error of negative controls", () => {
  it("is mean and scatter beyond chance, where all errors are equal", () => {
    // mean 3, maximum-likelihood variance (4 + 1 + 0 + 1 + 4) / 5 = 2, less 0.5² of chance
    const fit = fitSystematicError([1, 2, 3, 4, 5], [0.5, 0.5, 0.5, 0.5, 0.5]);
    assertClose(fit.mean, 3, { relative: 1e-12, because: "by hand" });
    assertClose(fit.standardDeviation, Math.sqrt(1.75), { relative: 1e-6, because: "a flat peak" });
    assertClose(fit.meanError, Math.sqrt(2 / 5), { relative: 1e-6, because: "a flat peak" });
    expect(fit.controls).toBe(5);
    // no more scatter than chance: the likelihood is highest at 0
    const none = fitSystematicError([1, 2, 3, 4, 5], [2, 2, 2, 2, 2]);
    expect(none.standardDeviation).toBe(0);
    expect(none.expectedAbsoluteError).toBe(none.mean);
    expect(fitSystematicError([2, 2, 2], [1, 3, 1])).toMatchObject({ mean: 2, standardDeviation: 0 });
  });

  it("is the published maximum-likelihood fit of the same model to the trials of BCG vaccine", () => {
    const estimates = bcgTrials.map(([a, b, c, d]) => Math.log((a * d) / (b * c)));
    const errors = bcgTrials.map((cells) => Math.sqrt(cells.reduce((sum, cell) => sum + 1 / cell, 0)));
    const fit = fitSystematicError(estimates, errors);
    // van Houwelingen, Arends & Stijnen (2002), section 3: -0.742, variance 0.302, standard error 0.178
    assertClose(fit.mean, -0.742, { absolute: 0.0005, because: "published digits" });
    assertClose(fit.standardDeviation ** 2, 0.302, { absolute: 0.0005, because: "published digits" });
    assertClose(fit.meanError, 0.178, { absolute: 0.0005, because: "published digits" });
  });

  it("has the highest likelihood of a grid, also where the likelihood has two peaks", () => {
    // two exact controls far apart and many vague ones that agree: scatter is 0 or half the distance
    const y = [0, 0, 0, 0, 0, 0, 3.2];
    const s = [0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.9];
    const logLikelihood = (mean: number, sigma: number) =>
      y.reduce((sum, value, k) => {
        const variance = sigma ** 2 + s[k]! ** 2;
        return sum - 0.5 * Math.log(variance) - (0.5 * (value - mean) ** 2) / variance;
      }, 0);
    const fit = fitSystematicError(y, s);
    const found = logLikelihood(fit.mean, fit.standardDeviation);
    for (let mean = -1; mean <= 3; mean += 0.05)
      for (let sigma = 0; sigma <= 3; sigma += 0.05)
        expect(logLikelihood(mean, sigma)).toBeLessThanOrEqual(found + 1e-12);
  });

  it("refuses what has no likelihood", () => {
    expect(() => fitSystematicError([1, 2], [1, 1])).toThrow(code("calibration.controls"));
    expect(() => fitSystematicError([1, 2, 3], [1, 1])).toThrow(code("calibration.controls"));
    expect(() => fitSystematicError([1, 2, 3], [1, 0, 1])).toThrow(code("calibration.not-a-number"));
    expect(() => fitSystematicError([1, Number.NaN, 3], [1, 1, 1])).toThrow(code("calibration.not-a-number"));
  });
});

describe("calibration", () => {
  // Schuemie & Suchard (2021), the EmpiricalCalibration package's example of sertraline and gastrointestinal bleeding
  const published = { mean: 0.792, standardDeviation: 0.2835, meanError: 0.06, controls: 46 };
  const error = { ...published, expectedAbsoluteError: 0.792 };

  it("gives the published p-value, and the published interval's formula", () => {
    assertClose(calibratePValue(0.7326235, 0.07371708, error, { method: "plugIn" }), 0.839405, {
      absolute: 0.0002,
      because: "mean and deviation were published to four digits",
    });
    const interval = calibrateInterval(0.7326235, 0.07371708, error, { method: "plugIn" });
    const half = 1.959963984540054 * Math.sqrt(0.2835 ** 2 + 0.07371708 ** 2);
    assertClose(interval.estimate, 0.7326235 - 0.792, { relative: 1e-12, because: "by hand" });
    assertClose(interval.lower, 0.7326235 - 0.792 - half, { relative: 1e-12, because: "by hand" });
    assertClose(interval.upper, 0.7326235 - 0.792 + half, { relative: 1e-12, because: "by hand" });
  });

  it("changes nothing where controls show no error", () => {
    const none = { mean: 0, standardDeviation: 0, meanError: 0, expectedAbsoluteError: 0, controls: 9 };
    const { lower, upper } = calibrateInterval(2, 1, none, { method: "plugIn", level: 0.9 });
    assertClose(lower, 2 - 1.6448536269514722, { relative: 1e-12, because: "normal quantile" });
    assertClose(upper, 2 + 1.6448536269514722, { relative: 1e-12, because: "normal quantile" });
    assertClose(calibratePValue(2, 1, none, { method: "plugIn" }), 0.04550026389635842, {
      relative: 1e-12,
      because: "two standard errors",
    });
    expect([calibratePValue(0, 0, none), calibratePValue(1, 0, none)]).toEqual([1, 0]);
  });

  it("refuses other methods, levels and numbers", () => {
    const wrong = { method: "bayes" } as unknown as { method: "plugIn" };
    expect(() => calibratePValue(1, 1, error, wrong)).toThrow(code("calibration.option"));
    expect(() => calibrateInterval(1, 1, error, { levels: 1 } as object)).toThrow(code("calibration.option"));
    expect(() => calibrateInterval(1, 1, error, { level: 1 })).toThrow(code("inference.level"));
    expect(() => calibrateInterval(1, -1, error)).toThrow(code("calibration.not-a-number"));
  });

  it.each([5, 8, 30])(
    "holds the truth in 95 of 100 intervals with %i controls, where the plain interval does not",
    (controls) => {
      const random = createRandom(41, `calibration ${controls}`);
      const samples = 1500;
      const held = { plain: 0, prediction: 0, plugIn: 0 };
      let rejected = 0;
      for (let sample = 0; sample < samples; sample++) {
        const draw = (truth: number) => {
          const s = 0.05 + 0.2 * random.uniform();
          return { s, y: truth + 0.3 + 0.2 * random.normal() + s * random.normal() };
        };
        const all = Array.from({ length: controls }, () => draw(0));
        const fit = fitSystematicError(
          all.map(({ y }) => y),
          all.map(({ s }) => s),
        );
        const asked = draw(1);
        const inside = ({ lower, upper }: { lower: number; upper: number }) =>
          lower <= 1 && 1 <= upper ? 1 : 0;
        held.prediction += inside(calibrateInterval(asked.y, asked.s, fit));
        held.plugIn += inside(calibrateInterval(asked.y, asked.s, fit, { method: "plugIn" }));
        held.plain += inside({ lower: asked.y - 1.96 * asked.s, upper: asked.y + 1.96 * asked.s });
        const idle = draw(0);
        rejected += calibratePValue(idle.y, idle.s, fit) < 0.05 ? 1 : 0;
      }
      // Monte Carlo error of a share of 0.95: 0.6 %
      expect(held.prediction / samples).toBeGreaterThan(0.93);
      expect(held.prediction / samples).toBeLessThan(0.985);
      expect(rejected / samples).toBeLessThan(0.065);
      expect(held.plain / samples).toBeLessThan(0.6);
      expect(held.plugIn / samples).toBeLessThan(controls === 5 ? 0.9 : 0.96);
    },
  );
});
