import { describe, expect, it } from "vitest";
import { engineFailure } from "../../src/engine/engine-failure.js";

describe("engineFailure", () => {
  it.each([
    ["IO Error: Could not write to file: No space left on device", "engine.disk-full", /^the disk is full: /],
    [
      "Out of Memory Error: failed to offload data block (max_temp_directory_size)",
      "engine.disk-full",
      /^the disk is full: /,
    ],
    ["Out of Memory Error: could not allocate block", "engine.out-of-memory", /give it more \(--memory\)/],
    ["Binder Error: no such column", "engine.binder", /no such column/],
    ["something else", "engine.failed", /^something else\n/],
  ])("names %s", (message, code, told) => {
    expect(engineFailure(new Error(message), "SELECT 1", "a query")).toMatchObject({
      code,
      message: expect.stringMatching(told),
    });
  });
});
