import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../src/inference/families/benjamini-hochberg.js";
import { holm } from "../../src/inference/families/holm.js";
import { romanoWolf } from "../../src/inference/families/romano-wolf.js";
import { minimumDetectableEffect } from "../../src/inference/minimum-detectable-effect.js";
import { standardError } from "../../src/inference/standard-error.js";
import { twoWayError } from "../../src/inference/two-way-error.js";
import { normalUpperTail } from "../../src/numeric/normal-distribution.js";
import { createRandom } from "../../src/numeric/random.js";
import { studentQuantile } from "../../src/numeric/student-distribution.js";
import { assertClose } from "../assert-close.js";
import { estimateOf } from "./estimate-of.js";

const coded = (code: string) => expect.objectContaining({ code });
const hand = { relative: 1e-12, because: "worked by hand" };

describe("p-values of a family", () => {
  // R: p <- c(0.01, 0.04, 0.03, 0.005, 0.5); p.adjust(p, "BH") = .025 .05 .05 .025 .5, "holm" = .04 .09 .09 .025 .5
  const p = [0.01, 0.04, 0.03, 0.005, 0.5];

  it("are adjusted by Benjamini and Hochberg and by Holm", () => {
    benjaminiHochberg(p).forEach((value, k) => {
      assertClose(value, [0.025, 0.05, 0.05, 0.025, 0.5][k]!, hand);
    });
    holm(p).forEach((value, k) => {
      assertClose(value, [0.04, 0.09, 0.09, 0.025, 0.5][k]!, hand);
    });
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(benjaminiHochberg([])).toEqual([]);
    for (const adjust of [benjaminiHochberg, holm])
      expect(() => adjust([0.1, Number.NaN])).toThrowError(coded("families.p-values"));
  });
});

describe("romanoWolf", () => {
  const random = createRandom(1, "family");
  const users = 400;
  /** Estimates that share a part, with means of the list. */
  const family = (means: readonly number[], shared: number, size = users) => {
    const common = Array.from({ length: size }, () => random.normal());
    return means.map((mean) => {
      const values = common.map(
        (value) => mean + shared * value + Math.sqrt(1 - shared ** 2) * random.normal(),
      );
      const average = values.reduce((sum, value) => sum + value, 0) / size;
      return estimateOf(
        average,
        values.map((value) => value - average),
      );
    });
  };

  it("is the single p-value for one estimate, and for copies of it", () => {
    const [one] = family([0.1], 0);
    const p = 2 * normalUpperTail(Math.abs(one!.estimate) / standardError(one!));
    const found = romanoWolf([one!], { random: createRandom(2), draws: 8000 });
    assertClose(found[0]!, p, { absolute: 0.015, because: "3 Monte Carlo errors of 8,000 draws" });
    const copies = romanoWolf([one!, one!, one!], { random: createRandom(2), draws: 8000 });
    expect(copies).toEqual([found[0], found[0], found[0]]);
  });

  it("lies between the single p-values and Holm's, and rises along the order of |t|", () => {
    const estimates = family([0.2, 0.12, 0, 0.05], 0.6);
    const single = estimates.map((e) => 2 * normalUpperTail(Math.abs(e.estimate) / standardError(e)));
    const found = romanoWolf(estimates, { random: createRandom(3), draws: 4000 });
    const byHolm = holm(single);
    found.forEach((value, k) => {
      expect(value).toBeGreaterThan(single[k]! - 0.02);
      expect(value).toBeLessThan(byHolm[k]! + 0.02);
    });
    const order = [0, 1, 2, 3].sort((i, j) => single[i]! - single[j]!);
    for (let k = 1; k < 4; k++) expect(found[order[k]!]!).toBeGreaterThanOrEqual(found[order[k - 1]!]!);
  });

  it("holds the family-wise error where all nulls hold, and where one does not", () => {
    let none = 0;
    let beside = 0;
    const worlds = 250;
    for (let world = 0; world < worlds; world++) {
      const draw = createRandom(world, "multipliers");
      if (romanoWolf(family([0, 0, 0, 0], 0.5, 100), { random: draw, draws: 199 }).some((p) => p < 0.05))
        none += 1;
      const [found, ...rest] = romanoWolf(family([0.6, 0, 0, 0], 0.5, 100), { random: draw, draws: 199 });
      expect(found).toBeLessThan(0.05);
      if (rest.some((p) => p < 0.05)) beside += 1;
    }
    for (const rate of [none / worlds, beside / worlds])
      assertClose(rate, 0.05, { absolute: 0.045, because: "3 Monte Carlo errors of 250 worlds" });
  });

  it("tests other nulls, repeats with its stream, and refuses what makes no sense", () => {
    const estimates = family([1, 2], 0.3);
    const at = (nulls: readonly number[]) =>
      romanoWolf(estimates, { random: createRandom(4), draws: 200, nulls });
    expect(at([1, 2]).every((p) => p > 0.01)).toBe(true);
    expect(at([0, 0])).toEqual([1 / 201, 1 / 201]);
    expect(at([1, 2])).toEqual(at([1, 2]));
    expect(() => at([1])).toThrowError(coded("families.nulls"));
    expect(() => romanoWolf(estimates, { random: createRandom(4), draws: 3 })).toThrowError(
      coded("inference.draws"),
    );
    expect(() => romanoWolf([estimateOf(1, [0, 0])], { random: createRandom(4) })).toThrowError(
      coded("families.no-error"),
    );
    expect(romanoWolf([], { random: createRandom(4) })).toEqual([]);
  });
});

describe("minimumDetectableEffect", () => {
  it("is 2.80 standard errors at 5 % and 80 %", () => {
    assertClose(minimumDetectableEffect(2), 2 * (1.959963984540054 + 0.8416212335729143), hand);
    assertClose(
      minimumDetectableEffect(1, { degrees: 9, power: 0.9 }),
      studentQuantile(0.975, 9) + studentQuantile(0.9, 9),
      hand,
    );
    expect(minimumDetectableEffect(0)).toBe(0);
    expect(() => minimumDetectableEffect(1, { power: 0.02 })).toThrow(
      "power is 0.02; expected more than 0.025",
    );
    expect(() => minimumDetectableEffect(-1)).toThrowError(coded("inference.standard-error"));
    expect(() => minimumDetectableEffect(1, { power: 80 })).toThrowError(coded("inference.level"));
    expect(() => minimumDetectableEffect(1, { degrees: 0 })).toThrowError(coded("inference.level"));
  });
});

describe("twoWayError", () => {
  it("adds users and days and takes off their cells", () => {
    const c = [1, 2, 3, -4, 5];
    const user = ["a", "a", "a", "b", "b"];
    const day = [1, 1, 2, 1, 2];
    // users 6, 1: 37; days -1, 8: 65; cells 3, 3, -4, 5: 59
    expect(twoWayError(c, user, day)).toBe(Math.sqrt(37 + 65 - 59));
  });

  it("covers with shocks of days, which an error by user misses", () => {
    const random = createRandom(9, "day shocks");
    let hits = 0;
    let byUser = 0;
    const worlds = 400;
    const size = 25;
    for (let world = 0; world < worlds; world++) {
      const shocks = Array.from({ length: size }, () => random.normal());
      const y: number[] = [];
      const user: number[] = [];
      const day: number[] = [];
      for (let i = 0; i < size; i++) {
        const own = random.normal();
        for (let t = 0; t < size; t++) {
          y.push(own + shocks[t]! + random.normal());
          user.push(i);
          day.push(t);
        }
      }
      const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
      const c = y.map((value) => (value - mean) / y.length);
      const sums = new Float64Array(size);
      c.forEach((value, r) => {
        sums[user[r]!] = sums[user[r]!]! + value;
      });
      const q = studentQuantile(0.975, size - 1);
      if (Math.abs(mean) <= q * twoWayError(c, user, day)) hits += 1;
      if (Math.abs(mean) <= q * Math.sqrt(sums.reduce((s, v) => s + v * v, 0))) byUser += 1;
    }
    assertClose(hits / worlds, 0.95, { absolute: 0.035, because: "3 Monte Carlo errors of 400 worlds" });
    expect(byUser / worlds).toBeLessThan(0.9);
  });

  it("says a variance that is not positive, missing clusters and too few", () => {
    expect(() => twoWayError([1, -1, -1, 1], [1, 1, 2, 2], [1, 2, 1, 2])).toThrowError(
      coded("inference.two-way-variance"),
    );
    expect(() => twoWayError([1, 2], ["a", ""], [1, 2])).toThrowError(coded("cluster.missing"));
    expect(() => twoWayError([1, 2], [1], [1, 2])).toThrowError(coded("cluster.lengths"));
    expect(() => twoWayError([1, 2], [1, 2], [1, 1])).toThrowError(coded("inference.one-cluster"));
  });
});
