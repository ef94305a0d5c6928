import { checkCall, kinds } from "../../call-check.js";
import type { Engine } from "../../engine/engine.js";
import { quoteIdentifier } from "../../engine/quote-sql.js";
import { InterruptedError } from "../../errors.js";
import type { RunContext } from "../../progress.js";
import { firstWeekOf, type LogStep } from "../../sources/log-step.js";
import type { Panel, PanelShard } from "../panel.js";
import { writeParquet } from "./write-parquet.js";

const staged = "panel_rows";

/**
 * Writes a panel as Parquet (zstd): user id and day first, under the names the definition gives them, then every column
 * of the panel in its order, candidate treatments included. Ids are BIGINT where all of them are whole numbers of 64
 * bits in plain digits, else VARCHAR; days are DATE, weeks the DATE of their first day, numbered periods INTEGER; all others DOUBLE, not known is NULL. Rows stand in the panel's
 * order, by user and day. Shards are evaluated one by one and pass
 * through a table of the engine, which spills to disk: no more than one shard is held. The same panel gives the
 * same bytes whatever the number of threads; the file appears whole or not at all.
 * @throws PanelError of a column that cannot be evaluated; EngineError as `writeParquet`; InterruptedError
 */
export async function writePanelParquet(
  engine: Engine,
  panel: Panel,
  path: string,
  context: RunContext,
): Promise<void> {
  checkCall(
    "writePanelParquet",
    { engine, panel, path, context },
    { engine: kinds.engine, panel: kinds.panel, path: kinds.text, context: kinds.context },
  );
  const { unit, day } = panel.definition;
  const names = panel.columns.map((column) => column.name);
  const ids = wholeIds(panel.users);
  const types = [ids ? "BIGINT" : "VARCHAR", "INTEGER", ...names.map(() => "DOUBLE")];
  const fields = types.map((type, index) => `c${index} ${type}`).join(", ");
  await engine.run(`CREATE OR REPLACE TEMP TABLE ${staged} (${fields})`);
  context.progress.stage("Writing the panel", panel.rows, "rows");
  for (const shard of panel.passingShards()) {
    if (context.signal?.aborted) throw new InterruptedError("writing the panel");
    await engine.append(staged, [
      ids ? idsOf(ids, shard) : Array.from(shard.user, (user) => panel.users[user]!),
      shard.day.map((date) => panel.calendar.firstDay + date),
      ...names.map((name) => shard.column(name)),
    ]);
    context.progress.advance(shard.firstRow + shard.rows);
  }
  const shown = [
    `c0 AS ${quoteIdentifier(unit)}`,
    `${dayValue(panel.calendar.step)} AS ${quoteIdentifier(day)}`,
    ...names.map(
      (name, index) =>
        `CASE WHEN NOT isnan(c${index + 2}) THEN c${index + 2} END AS ${quoteIdentifier(name)}`,
    ),
  ];
  await writeParquet(engine, `SELECT ${shown.join(", ")} FROM ${staged}`, path);
  await engine.run(`DROP TABLE ${staged}`);
}

/** SQL of the value of a step of the grid in its own terms. */
function dayValue(step: LogStep): string {
  if (step.unit === "period") return "c1";
  return `DATE '1970-01-01' + ${step.unit === "day" ? "c1" : `(c1 * 7 + ${firstWeekOf(step.weekStarts)})`}`;
}

/** The ids as 64-bit integers where each is one and is written so, else undefined. */
function wholeIds(users: readonly string[]): BigInt64Array | undefined {
  const ids = new BigInt64Array(users.length);
  for (let user = 0; user < users.length; user++) {
    const id = users[user]!;
    if (!/^(0|-?[1-9][0-9]{0,18})$/.test(id)) return undefined;
    ids[user] = BigInt(id);
    if (String(ids[user]) !== id) return undefined;
  }
  return ids;
}

function idsOf(ids: BigInt64Array, shard: PanelShard): BigInt64Array {
  const out = new BigInt64Array(shard.rows);
  for (let row = 0; row < shard.rows; row++) out[row] = ids[shard.user[row]!]!;
  return out;
}
