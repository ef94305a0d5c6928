import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { atLeast } from "../../src/definition/treatment.js";
import { canonicalJson } from "../../src/files/canonical-json.js";
import { hashText } from "../../src/files/hash.js";
import { type RunContext, silentProgress } from "../../src/progress.js";
import { type SimulatedArchive, simulateArchive } from "../../src/simulation/simulate-archive.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import { manifestOf } from "../../src/study/manifest-of.js";
import { resultText } from "../../src/study/result-text.js";
import { runStudy, type StudyInput, type StudyRun } from "../../src/study/run-study.js";
import { manifestSchema } from "../../src/study/schemas/manifest-schema.js";
import { smallQuestion } from "./small-study.js";

const context = { progress: silentProgress };

describe("a study from an archive", () => {
  let folder: string;
  let simulated: SimulatedArchive;
  let run: StudyRun;
  const study = (change: Partial<StudyInput> = {}, on: RunContext = context) =>
    runStudy({ slug: "small", estimand: smallQuestion(), archive: simulated.archive, ...change }, on);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "study-test-"));
    simulated = await simulateArchive({ users: 60, days: 24, seed: 4, out: folder }, context);
    run = await study({ truth: simulated.truth, threads: 1 });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("answers with the known truth beside it", () => {
    const { result } = run;
    expect(result.log).toMatchObject({
      source: "kuairec",
      origin: "simulated",
      table: "small_matrix",
      days: 24,
    });
    expect(result.truth!.estimate).toBe(simulated.truth.effect.estimate);
    expect(result.audit.length).toBeGreaterThan(3);
  });

  it("gives the same bytes whatever the number of threads", async () => {
    const again = await study({ truth: simulated.truth, threads: 3, memoryLimit: "600MB" });
    expect(resultText(again.result)).toBe(resultText(run.result));
    const timeless = ({ timings: _, ...rest }: StudyRun["provenance"]) => rest;
    expect(timeless(again.provenance)).toEqual(timeless(run.provenance));
  });

  it("gives the same bytes from a kept panel, whose log is not read, also for another treatment", async () => {
    const cacheFolder = join(folder, "kept", "panels");
    const stages: string[] = [];
    const notes: string[] = [];
    const on: RunContext = {
      progress: { ...silentProgress, stage: (name: string) => void stages.push(name) },
      note: (sentence) => void notes.push(sentence),
    };
    const first = await study({ truth: simulated.truth, cacheFolder }, on);
    expect(stages.some((name) => name.startsWith("Reading"))).toBe(true);
    expect(notes).toEqual([]);
    stages.length = 0;
    const asked = { truth: simulated.truth, cacheFolder, keepCutUser: false, matrix: "small" } as const;
    const second = await study(asked, on);
    expect(notes).toEqual([`The panel was found in ${cacheFolder}; the log was not read.`]);
    expect(stages.filter((name) => /^(Unzipping|Reading|Cleaning|summing)/i.test(name))).toEqual([]);
    for (const again of [first, second]) {
      expect(resultText(again.result)).toBe(resultText(run.result));
      expect(again.provenance.panelHash).toBe(run.provenance.panelHash);
      expect(again.provenance.versions).toEqual(run.provenance.versions);
    }
    const rule = atLeast("interactions", 5, { among: "active_day" });
    const estimand = smallQuestion({
      panel: { ...kuairecPanel, treatments: { calm: rule } },
      treatment: { rule: "calm", actor: "user" },
    });
    stages.length = 0;
    const other = await study({ cacheFolder, estimand }, on);
    expect(stages.filter((name) => /^(Unzipping|Reading|Cleaning|summing)/i.test(name))).toEqual([]);
    expect(other.result.treatment.cut).toBe(5);
    expect(await readdir(cacheFolder)).toHaveLength(1);
  });

  it("holds no path, folder or time in its result", () => {
    const text = resultText(run.result);
    expect(text).not.toContain(folder);
    expect(text).not.toContain(tmpdir());
    expect(text).not.toMatch(/\d{2}:\d{2}:\d{2}/);
  });

  it("reads only as many rows as it is told", async () => {
    const few = await study({ rows: 6000 });
    expect(few.result.log.users).toBeLessThan(run.result.log.users);
    expect(few.result.truth).toBeNull();
  });

  it("knows how it was made, and writes that down as a manifest", () => {
    const files = new Map([
      ["result.json", resultText(run.result)],
      ["index.html", "<p>"],
      ["charts/a.json", "{}"],
    ]);
    const manifest = manifestOf({ provenance: run.provenance, command: "counterday run small", files });
    expect(manifestSchema.safeParse(JSON.parse(JSON.stringify(manifest))).success).toBe(true);
    expect(manifest).toMatchObject({
      resultHash: hashText(resultText(run.result)),
      estimandHash: hashText(canonicalJson(smallQuestion())),
      seed: 11,
      files: { "charts/a.json": hashText("{}"), "index.html": hashText("<p>") },
    });
    expect(manifest.panelHash).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(manifest.versions)).toEqual(["counterday", "duckdb", "node", "vega", "vega-lite"]);
    expect(manifest.sources[0]!.name).toMatch(/small_matrix\.csv$/);
    expect(manifest.rows.analysis).toBe(manifest.rows.treated! + manifest.rows.control!);
    expect(manifest.timings.length).toBeGreaterThan(3);
  });

  it("leaves no temporary file, when it is done, refused or interrupted", async () => {
    const own = await mkdtemp(join(tmpdir(), "study-test-tmp-"));
    const usual = process.env.TMPDIR;
    process.env.TMPDIR = own;
    try {
      await expect(study({ archive: join(folder, "none.zip") })).rejects.toMatchObject({ code: /./ });
      const stop = new AbortController();
      const stopping = {
        signal: stop.signal,
        progress: {
          ...silentProgress,
          stage(name: string) {
            if (name === "Estimating") stop.abort();
          },
        },
      };
      await expect(study({}, stopping)).rejects.toMatchObject({ code: "interrupted" });
      await study();
      expect(await readdir(own)).toEqual([]);
    } finally {
      if (usual === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = usual;
      await rm(own, { recursive: true, force: true });
    }
  });

  it("refuses gate names that are none before the log is read", async () => {
    const estimand = smallQuestion({ gates: { nothing: { fail: 1 } } });
    await expect(study({ estimand, archive: "does not matter" })).rejects.toMatchObject({
      code: "estimand.invalid",
    });
  });
});
