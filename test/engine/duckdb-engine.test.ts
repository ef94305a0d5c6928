import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { silentProgress } from "../../src/progress.js";
import { withEngine } from "./test-engine.js";

const slow = "SELECT CAST(count(*) AS DOUBLE) AS n FROM range(400000000) a(i) WHERE hash(i) % 7 = 3";

describe("numbers", () => {
  it("gives typed arrays with NULL as NaN, over several vectors and blocks", () =>
    withEngine(async (engine) => {
      const rows = 200_001;
      const found = await engine.numbers(
        `SELECT CASE WHEN i % 3 = 1 THEN NULL ELSE CAST(i AS DOUBLE) END AS x, CAST(-i AS DOUBLE) AS "y z" ` +
          `FROM range(${rows}) t(i) ORDER BY i`,
      );
      expect(found.rows).toBe(rows);
      const x = found.columns.x as Float64Array;
      const y = found.columns["y z"] as Float64Array;
      expect([x.length, y.length]).toEqual([rows, rows]);
      const wrong = x.findIndex((value, i) => (i % 3 === 1 ? !Number.isNaN(value) : value !== i));
      expect(wrong).toBe(-1);
      expect(y.findIndex((value, i) => value !== -i)).toBe(-1);
    }));

  it("gives no rows as empty arrays, and all rows null as NaN", () =>
    withEngine(async (engine) => {
      const none = await engine.numbers("SELECT CAST(1 AS DOUBLE) AS x WHERE FALSE");
      expect(none).toEqual({ rows: 0, columns: { x: new Float64Array(0) } });
      const nulls = await engine.numbers("SELECT CAST(NULL AS DOUBLE) AS x FROM range(3)");
      expect([...(nulls.columns.x as Float64Array)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    }));

  it.each(["1", "CAST(1 AS BIGINT)", "1.5", "TRUE", "'1'", "DATE '2020-07-05'"])(
    "refuses a column %s",
    (value) =>
      withEngine(async (engine) => {
        const work = engine.numbers(`SELECT CAST(1 AS DOUBLE) AS fine, ${value} AS odd`);
        await expect(work).rejects.toMatchObject({ name: "EngineError", code: "engine.column-not-double" });
        await expect(work).rejects.toThrow(/"odd"/);
        const twice = engine.numbers("SELECT CAST(1 AS DOUBLE) AS x, CAST(2 AS DOUBLE) AS x");
        await expect(twice).rejects.toMatchObject({ code: "engine.column-twice" });
      }),
  );
});

describe("objects", () => {
  it("keeps wide ids and dates as text", () =>
    withEngine(async (engine) => {
      const found = await engine.objects(
        "SELECT CAST(9007199254740993 AS BIGINT) AS id, DATE '2020-07-05' AS day, 7::INTEGER AS n, 0.5::DOUBLE AS x, " +
          "TRUE AS flag, 'é' AS t, TIMESTAMP '2020-07-05 05:27:48.378' AS at, NULL AS nothing",
      );
      expect(found).toEqual([
        {
          id: "9007199254740993",
          day: "2020-07-05",
          n: 7,
          x: 0.5,
          flag: true,
          t: "é",
          at: "2020-07-05 05:27:48.378",
          nothing: null,
        },
      ]);
      await expect(engine.objects("SELECT [1] AS l")).rejects.toMatchObject({
        code: "engine.column-not-plain",
      });
    }));
});

describe("errors", () => {
  it("carry the kind as code and the SQL", () =>
    withEngine(async (engine) => {
      const cases = [
        ["SELEC 1", "engine.parser"],
        ["SELECT nope FROM (SELECT 1 AS a)", "engine.binder"],
        ["SELECT * FROM nope", "engine.catalog"],
        ["SELECT CAST('x' AS BIGINT)", "engine.conversion"],
      ] as const;
      for (const [sql, code] of cases) {
        await expect(engine.run(sql)).rejects.toMatchObject({ name: "EngineError", code, sql });
      }
      await engine.run("CREATE TABLE still AS SELECT 1 AS works");
    }));

  it("of explain come without running anything", () =>
    withEngine(async (engine) => {
      await engine.explain("CREATE TABLE made AS SELECT 1 AS a");
      await expect(engine.objects("SELECT * FROM made")).rejects.toMatchObject({ code: "engine.catalog" });
      await expect(engine.explain("SELECT nope FROM (SELECT 1 AS a)")).rejects.toMatchObject({
        code: "engine.binder",
      });
      await engine.run("CREATE TABLE kept AS SELECT 1 AS a");
      await expect(engine.explain("SELECT 1; DROP TABLE kept")).rejects.toMatchObject({
        name: "EngineError",
      });
      expect(await engine.objects("SELECT a FROM kept")).toHaveLength(1);
    }));

  it("name an option that makes no sense", async () => {
    await expect(withEngine(async () => {}, { threads: 0 })).rejects.toMatchObject({
      code: "engine.bad-option",
    });
    await expect(withEngine(async () => {}, { memoryLimit: "much" })).rejects.toMatchObject({
      code: "engine.bad-option",
    });
  });
});

describe("an engine", () => {
  it("removes its folder when closed, and is closed for good", () =>
    withTemporaryFolder("engine-", async (temporaryFolder) => {
      const engine = await openEngine({ temporaryFolder, context: { progress: silentProgress } });
      expect(await readdir(temporaryFolder)).toHaveLength(1);
      await engine.run("CREATE TABLE t AS SELECT 1 AS a");
      await engine.close();
      await engine.close();
      expect(await readdir(temporaryFolder)).toEqual([]);
      await expect(engine.run("SELECT 1")).rejects.toMatchObject({ name: "EngineError" });
    }));

  it("stops at the signal while a statement runs, and afterwards", () =>
    withTemporaryFolder("engine-", async (temporaryFolder) => {
      const stop = new AbortController();
      const context = { progress: silentProgress, signal: stop.signal };
      const engine = await openEngine({ temporaryFolder, threads: 1, context });
      const started = Date.now();
      setTimeout(() => stop.abort(), 150);
      const interrupted = { name: "InterruptedError", code: "interrupted" };
      await expect(engine.numbers(slow)).rejects.toMatchObject(interrupted);
      expect(Date.now() - started).toBeLessThan(5000);
      await expect(engine.run("SELECT 1")).rejects.toMatchObject(interrupted);
      await engine.close();
      expect(await readdir(temporaryFolder)).toEqual([]);
      await expect(openEngine({ temporaryFolder, context })).rejects.toMatchObject(interrupted);
      expect(await readdir(temporaryFolder)).toEqual([]);
    }));

  it("spills a sort that is larger than its memory", () =>
    withEngine(
      async (engine) => {
        await engine.run(
          "CREATE TABLE wide AS SELECT hash(i) AS h, repeat(CAST(i AS VARCHAR), 12) AS t FROM range(1500000) r(i)",
        );
        await engine.run("CREATE TABLE sorted AS SELECT * FROM wide ORDER BY h, t");
        expect(await engine.objects("SELECT count(*) AS n FROM sorted")).toEqual([{ n: "1500000" }]);
      },
      { memoryLimit: "100MB", threads: 1 },
    ));

  it("says how far a statement is, and stays silent without a stage", async () => {
    const said: string[] = [];
    const progress = {
      stage: (name: string, total?: number) => said.push(`${name} of ${total}`),
      advance: (done: number) => said.push(String(done)),
      finish() {},
    };
    await withEngine(
      async (engine) => {
        await engine.run("CREATE TABLE t AS SELECT i FROM range(10) r(i)");
        expect(said).toEqual([]);
        await engine.run("CREATE TABLE u AS SELECT i FROM t", "Copying rows");
      },
      { context: { progress } },
    );
    expect(said[0]).toBe("Copying rows of 100");
    expect(said.at(-1)).toBe("100");
  });

  it("runs statements in the order they were asked for", () =>
    withEngine(async (engine) => {
      const answers = await Promise.all([
        engine.run("CREATE TABLE t AS SELECT 1 AS a"),
        engine.numbers("SELECT CAST(i AS DOUBLE) AS i FROM range(100000) r(i) ORDER BY i"),
        engine.run("INSERT INTO t VALUES (2)"),
        engine.objects("SELECT count(*) AS n FROM t"),
      ]);
      expect(answers[3]).toEqual([{ n: "2" }]);
    }));
});
