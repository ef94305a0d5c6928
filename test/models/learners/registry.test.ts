import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { learnerDescriptions } from "../../../src/models/learners/registry.js";

const folder = new URL("../../../src/models/learners/", import.meta.url);

describe("the registry of learners", () => {
  it("describes every function of the folder that makes a learner, and no other", () => {
    const made = readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && !name.startsWith("glm-"))
      .flatMap((name) =>
        [
          ...readFileSync(new URL(name, folder), "utf8").matchAll(
            /^export function (\w+)\([\s\S]*?\): (\w*Learner) \{$/gm,
          ),
        ].map(([, found]) => found),
      );
    expect(made.sort()).toEqual(learnerDescriptions.map(({ name }) => name).sort());
  });
});
