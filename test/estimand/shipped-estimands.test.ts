import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, vi } from "vitest";
import { parseEstimand } from "../../src/estimand/parse-estimand.js";

// Estimand files import from the package by its name; here that is the source as it stands, not the last build.
vi.mock("counterday", async () => ({
  ...(await import("../../src/definition/treatment.js")),
  ...(await import("../../src/estimand/adjustment-term.js")),
  ...(await import("../../src/estimand/define-estimand.js")),
  ...(await import("../../src/sources/kuairec/kuairec-panel.js")),
}));

const folder = new URL("../../estimands/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));

it("ships the spine's question", () => {
  expect(files).toContain("high-intensity-future-interactions.ts");
});

it.each(files)("%s is sound and survives a JSON round trip unchanged", async (file) => {
  const module = (await import(fileURLToPath(new URL(file, folder)))) as { default: unknown };
  const estimand = parseEstimand(module.default, basename(file));
  expect(estimand).toStrictEqual(module.default);
  expect(JSON.parse(JSON.stringify(module.default))).toStrictEqual(module.default);
});

it("adjusts the spine's question for the notebook's eight covariates, baseline and calendar", async () => {
  const file = fileURLToPath(new URL("high-intensity-future-interactions.ts", folder));
  const estimand = parseEstimand(((await import(file)) as { default: unknown }).default, basename(file));
  expect(estimand.adjustFor.history).toHaveLength(8);
  expect(estimand.adjustFor.baseline).toEqual(["register_days", "is_video_author"]);
  expect(estimand.primary).toBe("aipw");
  expect(estimand.inference).toEqual({ cluster: "user", level: 0.95, seed: 20200705 });
});
