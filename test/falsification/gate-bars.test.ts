import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { gateCases } from "../../bench/gates-cases.js";
import { shippedQuestion } from "../../bench/shipped-question.js";
import type { Estimand } from "../../src/estimand/estimand.js";
import { brokenWorlds } from "../../src/simulation/broken-worlds/registry.js";
import { worlds } from "../../src/simulation/worlds/registry.js";
import { livedUsers } from "../simulation/lived-users.js";

/** One small log a world; `bench/gates.ts` prints the bars over many. */
const size = { users: 260, days: 32, seed: 40_001 };
/** A row has to stand out from the machine's own other days, which takes more of everybody. */
const sizes: Readonly<Record<string, typeof size>> = { bots: { users: 400, days: 50, seed: 40_001 } };

const shown = [
  "feedback: all assumptions hold",
  "no positivity",
  "unmeasured confounder",
  "leakage",
  "wrong day order",
  "calendar gap",
  "bots",
];
const small = gateCases.filter(({ name }) => shown.includes(name));

describe("the gates' worlds, one small log each of those that show at this size", () => {
  let question: Estimand;
  beforeAll(async () => {
    question = { ...(await shippedQuestion()), estimators: ["standardisation", "aipw"] };
  });

  it.each(small.filter(({ right }) => right !== undefined))("$name: $right fires", async (world) => {
    const { failed, warned, other } = await world.run(sizes[world.name] ?? size, question);
    expect([...failed, ...warned, ...other]).toContain(world.right);
  });

  it.each(small.filter(({ right }) => right === undefined))("$name: nothing is sealed", async (world) => {
    expect((await world.run(size, question)).failed).toEqual([]);
  });
});

describe("broken worlds", () => {
  it("are all in the registry, under their own names, and none is a sound one", () => {
    const folder = fileURLToPath(new URL("../../src/simulation/broken-worlds", import.meta.url));
    const camel = (file: string) =>
      file.replace(".ts", "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const files = readdirSync(folder).filter((file) => !["registry.ts", "logit-shift.ts"].includes(file));
    expect(Object.keys(brokenWorlds).sort()).toEqual(files.map(camel).sort());
    for (const [name, world] of Object.entries(brokenWorlds)) {
      expect(world.name).toBe(name);
      expect(Object.keys(worlds)).not.toContain(name);
    }
  });

  it.each(Object.values(brokenWorlds))("$name keeps the gap between pushed and other days", (world) => {
    livedUsers(world, { users: 30, days: 30, seed: 2 }, (_index, _tape, path) => {
      for (let day = 0; day < path.days; day++)
        expect(path.interactions[day]! >= world.cut).toBe(path.pushed[day] === 1);
    });
  });
});
