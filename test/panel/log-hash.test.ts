import { expect, it } from "vitest";
import { logHash } from "../../src/panel/build-panel.js";
import type { LogInput } from "../../src/sources/source.js";

const log = {
  source: "table",
  events: 9,
  fingerprints: [{ name: "events.csv", bytes: 7, crc32: "00000000" }],
};

it("tells apart what of the same files was asked for, and not where they lie", () => {
  const asked: readonly LogInput[] = [
    {},
    { rows: 9 },
    { rows: 9, keepCutUser: true },
    { keepDuplicates: true },
    { matrix: "big" },
    { from: "2020-07-05" },
    { to: "2020-07-05" },
    { mapping: { user: "who" } as never },
  ];
  expect(new Set(asked.map((input) => logHash(log, input))).size).toBe(asked.length);
  expect(logHash(log, { archive: "/a.zip", table: "/b.csv" })).toBe(logHash(log));
  // a run's whole input may be given: members that are no choice of the source do not count
  expect(logHash(log, { rows: 9, threads: 2 } as LogInput)).toBe(logHash(log, { rows: 9 }));
});
