import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/files/canonical-json.js";
import { hashText } from "../../src/files/hash.js";

describe("canonicalJson", () => {
  it("sorts keys at every depth, also those that look like numbers, and leaves undefined out", () => {
    expect(canonicalJson({ b: 1, a: { "10": 1, "9": [1, { d: null, c: "é" }] }, gone: undefined })).toBe(
      '{"a":{"10":1,"9":[1,{"c":"é","d":null}]},"b":1}',
    );
    expect(canonicalJson({ a: [1, {}], b: [] }, 2)).toBe('{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}');
  });

  it("says the same of the same value, and what JSON.parse reads back", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
        expect(JSON.parse(canonicalJson(plain, 2))).toEqual(plain);
      }),
      { seed: 20200705, numRuns: 200 },
    );
  });

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    undefined,
    1n,
    () => 1,
    new Date(0),
    new Map(),
    new Float64Array(1),
  ])("refuses %s with its path", (value) => {
    expect(() => canonicalJson({ a: [value] })).toThrow(/\$\.a\[0\]/);
  });
});

describe("hashText", () => {
  it("is SHA-256 (FIPS 180-4, example of one block)", () => {
    expect(hashText("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
