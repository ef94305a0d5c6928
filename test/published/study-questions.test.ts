import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";
import { ownQuestion } from "../../src/published/own-question.js";

// Estimand files import from the package by its name; here that is the source as it stands, not the last build.
vi.mock("counterday", async () => ({
  ...(await import("../../src/definition/treatment.js")),
  ...(await import("../../src/estimand/adjustment-term.js")),
  ...(await import("../../src/estimand/define-estimand.js")),
  ...(await import("../../src/sources/kuairec/kuairec-panel.js")),
}));

const folder = new URL("../../estimands/kuairec-study/", import.meta.url);
const files = readdirSync(folder).filter(
  (name) => name.endsWith(".ts") && !["adjustment.ts", "segments.ts"].includes(name),
);
const load = async (name: string): Promise<unknown> =>
  ((await import(fileURLToPath(new URL(name, folder)))) as { default: unknown }).default;

describe("the study's questions", () => {
  it("are the primary one, two other outcomes, three other treatments, and our own", () => {
    expect(files).toHaveLength(7);
  });

  it.each(files)("%s is sound and survives a JSON round trip unchanged", async (name) => {
    const written = await load(name);
    expect(parseEstimand(written, name)).toStrictEqual(written);
    expect(JSON.parse(JSON.stringify(written))).toStrictEqual(written);
  });

  it("have as our own question the one that the command answers", async () => {
    expect(await load("our-own-answer.ts")).toStrictEqual(ownQuestion);
  });
});
