import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/numeric/random.js";
import { assertClose } from "../assert-close.js";

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);

describe("createRandom", () => {
  it("repeats itself for the same seed and labels", () => {
    const again = () => draw(5, createRandom(7, "world", 3).uniform);
    expect(again()).toEqual(again());
  });

  it("starts 100,000 streams of neighbouring labels and seeds at distinct, uniform places", () => {
    const seen = new Set<number>();
    let sum = 0;
    let products = 0;
    let last = 0.5;
    for (let seed = 0; seed < 100; seed++)
      for (let user = 0; user < 1000; user++) {
        const first = createRandom(seed, "user", user).uniform();
        seen.add(first);
        sum += first;
        products += (first - 0.5) * (last - 0.5);
        last = first;
      }
    expect(seen.size).toBe(100_000);
    assertClose(sum / 1e5, 0.5, { absolute: 4 / Math.sqrt(12e5), because: "4 standard errors" });
    assertClose(products / 1e5, 0, {
      absolute: 4 / (12 * Math.sqrt(1e5)),
      because: "4 standard errors of neighbours' covariance",
    });
  });

  it("does not confuse labels that read alike when joined", () => {
    const first = (...labels: (string | number)[]) => createRandom(1, ...labels).uniform();
    expect(new Set([first("a", 1), first("a1"), first(1, "a"), first("a", 11)]).size).toBe(4);
  });

  it("has uniform and normal moments, and no correlation between streams", () => {
    const n = 200_000;
    const a = createRandom(1, "a");
    const b = createRandom(1, "b");
    let u = 0;
    let m2 = 0;
    let m4 = 0;
    let cross = 0;
    for (let i = 0; i < n; i++) {
      u += a.uniform();
      const z = b.normal();
      const y = a.normal();
      m2 += z * z;
      m4 += z ** 4;
      cross += z * y;
    }
    assertClose(u / n, 0.5, { absolute: 4 / Math.sqrt(12 * n), because: "4 standard errors" });
    assertClose(m2 / n, 1, { absolute: 4 * Math.sqrt(2 / n), because: "4 standard errors" });
    assertClose(m4 / n, 3, { absolute: 4 * Math.sqrt(96 / n), because: "4 standard errors" });
    assertClose(cross / n, 0, { absolute: 4 / Math.sqrt(n), because: "4 standard errors" });
  });

  it.each([0, 0.7, 12, 75])("draws Poisson counts of mean %d with equal variance", (mean) => {
    const n = 40_000;
    const random = createRandom(2, "poisson", mean);
    const counts = draw(n, () => random.poisson(mean));
    const average = counts.reduce((sum, k) => sum + k, 0) / n;
    const variance = counts.reduce((sum, k) => sum + (k - average) ** 2, 0) / n;
    assertClose(average, mean, { absolute: 4 * Math.sqrt(mean / n), because: "4 standard errors" });
    assertClose(variance, mean, {
      absolute: 4 * Math.sqrt((mean + 2 * mean ** 2) / n),
      because: "4 standard errors",
    });
  });

  it("draws integers below the bound, each about as often", () => {
    const random = createRandom(3, "integers");
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < 50_000; i++) counts[random.integer(5)]! += 1;
    for (const count of counts)
      assertClose(count, 10_000, { absolute: 4 * Math.sqrt(50_000 * 0.16), because: "4 standard errors" });
  });

  it.each([0, 1, 2, 3])(
    "clones into the same future after %i normals, and goes on independently",
    (before) => {
      const random = createRandom(9, "clone");
      draw(before, random.normal);
      const copy = random.clone();
      const grandchild = copy.clone();
      const future = () => [
        random.normal(),
        random.uniform(),
        random.normal(),
        random.poisson(40),
        random.normal(),
      ];
      const mine = future();
      expect([copy.normal(), copy.uniform(), copy.normal(), copy.poisson(40), copy.normal()]).toEqual(mine);
      const late = copy.clone();
      expect(late.normal()).toBe(copy.normal());
      expect(grandchild.normal()).toBe(mine[0]);
    },
  );

  it("refuses what it cannot draw", () => {
    const random = createRandom(1);
    expect(() => random.poisson(Number.NaN)).toThrowError(expect.objectContaining({ code: "random.mean" }));
    expect(() => random.poisson(-1)).toThrowError(expect.objectContaining({ code: "random.mean" }));
    expect(() => random.integer(0)).toThrowError(expect.objectContaining({ code: "random.bound" }));
  });
});
