import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { worlds } from "../../src/simulation/worlds/registry.js";
import { assertClose } from "../assert-close.js";
import { livedUsers } from "./lived-users.js";

const size = { users: 400, days: 60, seed: 12 };

describe("worlds", () => {
  it("are all in the registry, under their own names", () => {
    const folder = fileURLToPath(new URL("../../src/simulation/worlds", import.meta.url));
    const files = readdirSync(folder).filter((file) => file !== "registry.ts");
    expect(Object.keys(worlds).sort()).toEqual(files.map((file) => file.replace(".ts", "")).sort());
    for (const [name, world] of Object.entries(worlds)) expect(world.name).toBe(name);
  });

  describe.each(Object.values(worlds))("$name", (world) => {
    it("keeps a gap between pushed and other days, with the cut inside it", () => {
      const fewestPushed = new Set<number>();
      livedUsers(world, size, (_index, _tape, path) => {
        for (let day = 0; day < path.days; day++) {
          const events = path.interactions[day]!;
          expect(events > 0).toBe(path.active[day] === 1);
          expect(events).toBeLessThanOrEqual(world.mostInteractions);
          expect(events >= world.cut).toBe(path.pushed[day] === 1);
          if (path.pushed[day] === 1) fewestPushed.add(events);
          else expect(events).toBeLessThan(world.cut - 1);
        }
      });
      expect(Math.min(...fewestPushed)).toBeGreaterThan(world.cut);
    });

    it("pushes with the probability it says, which stays away from 0 and 1", () => {
      const decile = Array.from({ length: 10 }, () => ({ days: 0, pushed: 0, expected: 0, variance: 0 }));
      let outside = 0;
      let activeDays = 0;
      livedUsers(world, size, (_index, _tape, path) => {
        for (let day = 0; day < path.days; day++) {
          if (path.active[day] === 0) continue;
          const p = path.propensity[day]!;
          const cell = decile[Math.min(9, Math.floor(10 * p))]!;
          cell.days += 1;
          cell.pushed += path.pushed[day]!;
          cell.expected += p;
          cell.variance += p * (1 - p);
          activeDays += 1;
          if (p < 0.025 || p > 0.975) outside += 1;
        }
      });
      for (const { days, pushed, expected, variance } of decile)
        if (days > 50)
          assertClose(pushed, expected, {
            absolute: 4 * Math.sqrt(variance),
            because: "four standard deviations of a sum of independent pushes",
          });
      expect(outside / activeDays).toBeLessThan(0.01);
    });

    it("does not fix how many interactions a user has", () => {
      const totals: number[] = [];
      livedUsers(world, size, (_index, _tape, path) => {
        totals.push(path.interactions.reduce((sum, events) => sum + events, 0));
      });
      const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
      const squares = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0);
      expect(Math.sqrt(squares / (totals.length - 1)) / mean).toBeGreaterThan(0.1);
    });
  });
});
