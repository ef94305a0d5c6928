import { describe, expect, it } from "vitest";
import { withEngine } from "./test-engine.js";

describe("append and batches", () => {
  it("append doubles, integers, ids and texts in their order, and hand them back in it", () =>
    withEngine(async (engine) => {
      await engine.run("CREATE TABLE t (d DOUBLE, i INTEGER, b BIGINT, s VARCHAR)");
      const rows = 5000;
      const column = Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? Number.NaN : row / 7));
      const ids = BigInt64Array.from({ length: rows }, (_, row) => 9007199254740993n + BigInt(row));
      for (let time = 0; time < 2; time++)
        await engine.append("t", [
          column,
          Int32Array.from({ length: rows }, (_, row) => row - 2),
          ids,
          Array.from({ length: rows }, (_, row) => `é${row}`),
        ]);
      const found: number[] = [];
      await engine.batches("SELECT d FROM t", (columns, count) => {
        expect(columns[0]!.length).toBe(count);
        found.push(...columns[0]!);
        return true;
      });
      expect(found).toEqual([...column, ...column]);
      const last = await engine.objects("SELECT i, b, s FROM t WHERE i = 4997 LIMIT 1");
      expect(last).toEqual([{ i: 4997, b: "9007199254745992", s: "é4999" }]);
    }));

  it("stop when told to, and leave the engine usable", () =>
    withEngine(async (engine) => {
      let batches = 0;
      await engine.batches("SELECT CAST(range AS DOUBLE) AS x FROM range(1000000)", () => {
        batches += 1;
        return batches < 3;
      });
      expect(batches).toBe(3);
      await engine.batches(
        "SELECT CASE WHEN range > 1 THEN 1.0::DOUBLE END AS x FROM range(3) ORDER BY range",
        ([x]) => {
          expect(x).toEqual(Float64Array.of(Number.NaN, Number.NaN, 1));
          return true;
        },
      );
    }));

  it("refuse columns of another number, length or type", () =>
    withEngine(async (engine) => {
      await engine.run("CREATE TABLE t (d DOUBLE, i INTEGER)");
      const code = "engine.append-shape";
      await expect(engine.append("t", [new Float64Array(1)])).rejects.toMatchObject({ code });
      await expect(engine.append("t", [new Float64Array(1), new Int32Array(2)])).rejects.toMatchObject({
        code,
      });
      await expect(engine.batches("SELECT 1 AS x", () => true)).rejects.toMatchObject({
        code: "engine.column-not-double",
      });
    }));
});
