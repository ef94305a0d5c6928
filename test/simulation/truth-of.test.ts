import { describe, expect, it } from "vitest";
import { createCatalogue } from "../../src/simulation/catalogue.js";
import { liveDay } from "../../src/simulation/live-day.js";
import { truthOf } from "../../src/simulation/truth-of.js";
import { copyDays, createPath } from "../../src/simulation/user-path.js";
import { feedback } from "../../src/simulation/worlds/feedback.js";
import { staticWorld } from "../../src/simulation/worlds/static.js";
import { assertClose } from "../assert-close.js";
import { livedUsers } from "./lived-users.js";

describe("truthOf", () => {
  it("finds the effect of the static world that is worked out by hand", async () => {
    // A push takes 3 interactions from tomorrow if tomorrow is active (P = 0.75) and touches no other day or decision:
    // 0.75 * (-3) = -2.25.
    const truth = await truthOf(staticWorld, { users: 2_000, days: 20, seed: 4 });
    expect(truth.monteCarloError).toBeLessThan(0.02);
    assertClose(truth.estimate, -2.25, {
      absolute: 4 * truth.monteCarloError,
      because: "four Monte Carlo errors",
    });
  });

  it("agrees in the feedback world with weighting by the propensities that the world used", async () => {
    const size = { users: 6_000, days: 30, seed: 21 };
    const truth = await truthOf(feedback, size);
    // Hájek weighting of the natural course of other people: E[A Y / p] / E[A / p] - E[(1 - A) Y / (1 - p)] / …
    const arm = [0, 1].map(() => ({ weight: 0, sum: 0 }));
    const perUser: { weight: number[]; sum: number[] }[] = [];
    livedUsers(feedback, { ...size, seed: 22 }, (_index, _tape, path) => {
      const own = { weight: [0, 0], sum: [0, 0] };
      for (let day = 3; day + 3 < path.days; day++) {
        if (path.active[day] === 0) continue;
        const a = path.pushed[day]!;
        const weight = 1 / (a === 1 ? path.propensity[day]! : 1 - path.propensity[day]!);
        const outcome =
          path.interactions[day + 1]! + path.interactions[day + 2]! + path.interactions[day + 3]!;
        own.weight[a]! += weight;
        own.sum[a]! += weight * outcome;
      }
      for (const a of [0, 1]) {
        arm[a]!.weight += own.weight[a]!;
        arm[a]!.sum += own.sum[a]!;
      }
      perUser.push(own);
    });
    const mean = arm.map(({ weight, sum }) => sum / weight);
    const squares = perUser.reduce((total, { weight, sum }) => {
      const part = (a: number): number => (sum[a]! - mean[a]! * weight[a]!) / arm[a]!.weight;
      return total + (part(1) - part(0)) ** 2;
    }, 0);
    assertClose(mean[1]! - mean[0]!, truth.estimate, {
      absolute: 4 * Math.hypot(Math.sqrt(squares), truth.monteCarloError),
      because: "four standard errors of the difference of two independent numbers",
    });
  });

  it("forks nothing when what is forced is what happened", () => {
    const catalogue = createCatalogue();
    livedUsers(feedback, { users: 20, days: 20, seed: 5 }, (_index, tape, path) => {
      for (let day = 3; day < 17; day++) {
        if (path.active[day] === 0) continue;
        const fork = createPath(20);
        copyDays(path, fork, day - 3, day);
        liveDay(feedback, catalogue, tape, fork, day, path.pushed[day] === 1 ? "push" : "no push");
        for (let later = day + 1; later < day + 4; later++) liveDay(feedback, catalogue, tape, fork, later);
        expect(fork.interactions.slice(day, day + 4)).toEqual(path.interactions.slice(day, day + 4));
        expect(fork.momentum[day + 4]).toEqual(path.momentum[day + 4]);
      }
    });
  });

  it("uses other people than a log of the same seed", () => {
    const counts: number[][] = [];
    for (const population of ["user", "population"] as const)
      livedUsers(
        feedback,
        { users: 1, days: 30, seed: 5 },
        (_index, _tape, path) => counts.push([...path.interactions]),
        population,
      );
    expect(counts[0]).not.toEqual(counts[1]);
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    const progress = { stage() {}, advance: (done: number) => done > 0 && stop.abort(), finish() {} };
    await expect(
      truthOf(feedback, { users: 500, days: 20, seed: 1 }, { progress, signal: stop.signal }),
    ).rejects.toMatchObject({ code: "interrupted" });
  });
});
