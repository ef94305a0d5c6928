import { describe, expect, it } from "vitest";
import { sourceExports } from "../../../src/panel/export/registry.js";
import { sources } from "../../../src/sources/registry.js";

describe("sourceExports", () => {
  it("say how every source is written out, and of no other", () => {
    expect(Object.keys(sourceExports).sort()).toEqual(Object.keys(sources).sort());
  });
});
