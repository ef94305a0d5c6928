import { expect, it } from "vitest";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import { table } from "../../src/sources/table/table.js";
import { userDayTable } from "../../src/panel/user-days.js";
it.each(["perf.parquet","perf.csv"])("%s", async (f)=>{
  const marks: string[] = []; let t=Date.now(); let last="";
  const context = { progress: { stage(n: string){ marks.push(`${last} ${Date.now()-t}`); t=Date.now(); last=n; }, advance(){}, finish(){} } };
  const engine = await openEngine({ context, threads: 2, memoryLimit: "2GB" });
  const t0=Date.now();
  const log = await table.open(engine, { table: "/tmp/tlab/"+f, mapping: {user:"user_id", item:"video_id", time:{column:"timestamp",unit:"seconds",zone:"Asia/Shanghai"}} }, context);
  const t1=Date.now();
  await userDayTable(engine, log, log.panel!);
  context.progress.stage("end");
  console.log(f, t1-t0, Date.now()-t1, marks);
  await engine.close();
  expect(1).toBe(1);
}, 120000);
