import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const file = `${root}/test/types/as-typed.ts`;

/** What an editor offers (but for the empty text that stands there already) at each `¦` of a file that somebody is writing. */
function offered(written: string): readonly (readonly string[])[] {
  const pieces = written.split("¦");
  const text = pieces.join("");
  const marks = pieces.slice(0, -1).map((_, i) => pieces.slice(0, i + 1).join("").length);
  const snapshot = (name: string) => (name === file ? text : ts.sys.readFile(name));
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      exactOptionalPropertyTypes: true,
      types: [],
      skipLibCheck: true,
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const content = snapshot(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: (name) => (name === file ? text : readFileSync(name, "utf8")),
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return marks.map((mark) =>
    (service.getCompletionsAtPosition(file, mark, {})?.entries ?? [])
      .filter((entry) => entry.kind === ts.ScriptElementKind.string)
      .map((entry) => entry.name)
      .filter((name) => name !== "")
      .sort(),
  );
}

it("completes measure names in a panel, in every place of a rule", () => {
  const measures = ["long", "on", "plays"];
  const found = offered(`
    import { definePanel } from "../../src/definition/define-panel.js";
    import { sumOverNext } from "../../src/definition/future.js";
    import { lag } from "../../src/definition/history.js";
    import { active, count } from "../../src/definition/measure.js";
    import { atLeastQuantile } from "../../src/definition/treatment.js";
    definePanel({
      unit: "u", day: "d", available: "¦",
      measures: { plays: count("plays"), long: count("plays"), on: active() },
      history: { lag_1: lag(1, "¦"), lag_2: lag(2, "plays", "¦"), lag_3: lag(3, "on", "plays", "¦") },
      future: { week: sumOverNext("¦", { days: 7 }) },
      treatments: { high: atLeastQuantile("¦", 0.75, { among: "on" }) },
    });`);
  expect(found).toEqual([measures, measures, measures, measures, measures, measures]);
});

it("completes a panel's column names in an estimand, by role", () => {
  const [rule, actor, outcome, history, calendar, segment] = offered(`
    import { factor } from "../../src/estimand/adjustment-term.js";
    import { defineEstimand } from "../../src/estimand/define-estimand.js";
    import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
    defineEstimand({
      question: "q",
      panel: kuairecPanel,
      treatment: { rule: "¦", actor: "¦" },
      outcome: "¦",
      adjustFor: { history: ["lag_1_interactions", "¦"], baseline: [], calendar: [factor("¦")], reason: "r" },
      segments: [{ column: "day_of_week" }, { column: "¦", quantiles: 4 }],
      primary: "aipw",
      inference: { seed: 1 },
    });`);
  expect(rule).toEqual(["treatment_high_intensity", "treatment_high_watch_exposure"]);
  expect(actor).toEqual(["mixed", "platform", "user"]);
  expect(outcome).toHaveLength(30);
  expect(outcome).toContain("future_3day_interactions");
  expect(history).toHaveLength(10);
  expect(history).toContain("prior_3day_high_watch_share");
  expect(calendar).toEqual(["day_of_week", "log_day"]);
  expect(segment).toEqual(expect.arrayContaining([...history!, ...calendar!, "register_days"]));
  expect(segment).not.toContain("future_3day_interactions");
});

it("completes names in the whole language: histories without end, exits, and deep in a condition written as data", () => {
  const measures = ["on", "plays"];
  const [history, future, exit, left, right] = offered(`
    import { weekend } from "../../src/definition/calendar.js";
    import { definePanel } from "../../src/definition/define-panel.js";
    import { exitByEvent } from "../../src/definition/entry-exit.js";
    import { maxOverNext } from "../../src/definition/future.js";
    import { active, count } from "../../src/definition/measure.js";
    import { streak } from "../../src/definition/unbounded-history.js";
    definePanel({
      unit: "u", day: "d", available: "on",
      measures: { plays: count("plays"), on: active() },
      history: { run: streak("plays", "¦") },
      future: { most: maxOverNext("¦", { days: 7 }) },
      calendar: { weekend: weekend() },
      exit: exitByEvent("¦"),
      treatments: { up: { kind: "rule", when: { op: "not", of: { op: "compare", column: "¦", is: ">", to: "¦" } }, among: "on" } },
    });`);
  expect([history, future, exit]).toEqual([measures, measures, measures]);
  expect(left).toEqual(expect.arrayContaining(["plays", "on", "weekend"]));
  expect(right).toEqual(expect.arrayContaining(["plays", "on", "weekend"]));
});
