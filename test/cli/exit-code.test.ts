import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../src/cli/exit-code.js";
import {
  EngineError,
  EstimandError,
  InterruptedError,
  NotEstimableError,
  PanelError,
  SourceError,
  UsageError,
} from "../../src/errors.js";

describe("exitCodeOf", () => {
  it.each([
    ["words", new UsageError("cli.no-log", ""), 2],
    ["a log", new SourceError("table.empty-table", ""), 2],
    ["a question", new EstimandError("q.ts", []), 2],
    ["a definition that names no column of the log", new PanelError("panel.event-column", ""), 2],
    ["a definition whose SQL the engine refuses", new PanelError("panel.expression", ""), 2],
    ["a store that cannot be written", new PanelError("panel.store-unwritable", ""), 1],
    ["a cut of nobody", new PanelError("panel.treatment-empty", ""), 1],
    ["no answer in these data", new NotEstimableError("design.no-rows", ""), 1],
    ["a limit that is too small", new EngineError("engine.out-of-memory", "", ""), 1],
    ["an interruption", new InterruptedError("reading"), 130],
    ["what was not foreseen", new TypeError("x"), 1],
  ])("of %s", (_, error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});
