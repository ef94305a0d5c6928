import { describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.js";
import { exactSums } from "../../src/engine/exact-sums.js";
import { assertClose } from "../assert-close.js";
import { withEngine } from "./test-engine.js";

async function total(
  engine: Engine,
  from: string,
  expression: string,
  kind: "integer" | "real",
): Promise<number> {
  const sums = await exactSums(engine, from, [{ name: "x", expression, kind }]);
  return (await engine.numbers(`SELECT ${sums.get("x")} AS x FROM ${from}`)).columns.x?.[0] as number;
}

const values = (list: readonly (string | null)[]) => {
  const rows = list.map((v) => (v === null ? "(NULL)" : `('${v}')`)).join(", ");
  return `(SELECT CAST(v AS DOUBLE) AS v FROM (VALUES ${rows}) t(v))`;
};

describe("exactSums", () => {
  it("adds by hand: 0.1 + 0.2 + 0.3, thirds, both signs, nulls aside", () =>
    withEngine(async (engine) => {
      const because = "each value counts within 2^-62 of the largest; the last rounding is half a unit";
      const sum = await total(engine, values(["0.1", "0.2", "0.3", null]), "v", "real");
      assertClose(sum, 0.6, { relative: 2 ** -52, because });
      expect(await total(engine, values(["1e16", "1", "-1e16"]), "v", "real")).toBe(1);
      expect(await total(engine, values(["-0.5", "0.25"]), "v", "real")).toBe(-0.25);
      expect(await total(engine, values(["0", "0"]), "v", "real")).toBe(0);
      expect(await total(engine, values([null]), "v", "real")).toBeNaN();
      expect(await total(engine, values(["1e300", "1e300"]), "v", "real")).toBe(2e300);
      assertClose(await total(engine, values(["1e-250", "2e-250"]), "v", "real"), 3e-250, {
        relative: 1e-15,
        because: "three roundings",
      });
    }));

  it("adds integers beyond 64 bits", () =>
    withEngine(async (engine) => {
      const rows = "(SELECT 9223372036854775807 AS v FROM range(4))";
      expect(await total(engine, rows, "v", "integer")).toBe(4 * 2 ** 63);
      expect(await total(engine, "(SELECT i % 2 = 0 AS v FROM range(9) r(i))", "v", "integer")).toBe(5);
    }));

  it("refuses NaN and infinity, with the name and the count", () =>
    withEngine(async (engine) => {
      const work = total(engine, values(["1", "nan", "-infinity"]), "v", "real");
      await expect(work).rejects.toMatchObject({ name: "EngineError", code: "engine.not-finite" });
      await expect(work).rejects.toThrow(/x: 2 values/);
    }));

  it("gives the same bits in ten runs with 1, 2 and 4 threads over 1.2 million rows, in groups and in all", async () => {
    const answers = new Set<string>();
    for (const threads of [1, 2, 4]) {
      await withEngine(
        async (engine) => {
          await engine.run(
            "CREATE TABLE t AS SELECT i % 97 AS g, (hash(i) % 1000003) / 7.0 * (CASE WHEN i % 5 = 0 THEN 1e-3 ELSE 1.7 END) AS x, " +
              "CAST(hash(i + 1) % 100000 AS BIGINT) AS n FROM range(1200000) r(i)",
          );
          const sums = await exactSums(engine, "t", [
            { name: "x", expression: "x", kind: "real" },
            { name: "n", expression: "n", kind: "integer" },
          ]);
          const pieces = `${sums.get("x")} AS x, ${sums.get("n")} AS n`;
          for (let run = 0; run < 10; run++) {
            const groups = await engine.numbers(`SELECT ${pieces} FROM t GROUP BY g ORDER BY g`);
            const all = await engine.numbers(`SELECT ${pieces} FROM t`);
            const bits = [groups, all].flatMap(({ columns }) => [columns.x, columns.n]);
            answers.add(
              bits.map((column) => Buffer.from(column?.buffer as ArrayBuffer).toString("hex")).join(),
            );
          }
        },
        { threads },
      );
    }
    expect(answers.size).toBe(1);
  });

  it("agrees with a compensated sum in TypeScript", () =>
    withEngine(async (engine) => {
      const from = "(SELECT (hash(i) % 1000003) / 7.0 AS x FROM range(100000) r(i))";
      const { columns } = await engine.numbers(`SELECT x FROM ${from} ORDER BY x`);
      let sum = 0;
      let lost = 0;
      for (const value of columns.x as Float64Array) {
        const term = value - lost;
        const next = sum + term;
        lost = next - sum - term;
        sum = next;
      }
      assertClose(await total(engine, from, "x", "real"), sum, {
        relative: 1e-15,
        because: "Kahan's sum is right to a unit or two in the last place",
      });
    }));
});
