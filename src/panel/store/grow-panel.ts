import type { Measure } from "../../definition/measure.js";
import type { PanelDefinition } from "../../definition/panel-definition.js";
import type { Engine } from "../../engine/engine.js";
import { engineVersion } from "../../engine/engine-version.js";
import { sumScale } from "../../engine/exact-sums.js";
import { InterruptedError } from "../../errors.js";
import type { RunContext } from "../../progress.js";
import type { WholeRead } from "../../sources/log-growth.js";
import type { LogInput, Source } from "../../sources/source.js";
import { tableTypes } from "../log-columns.js";
import { userDayTable } from "../user-days.js";
import type { EarlierPanel } from "./find-earlier.js";
import { keepGrowth } from "./keep-growth.js";
import { mergeUserDays } from "./merge-user-days.js";
import { orderOfIds } from "./order-of-ids.js";
import type { StoredPanel } from "./stored-panel.js";

/** Whether a measure's value is a sum of events, or formed from one. */
function isAdded(measure: Measure): boolean {
  return (
    measure.kind === "sum" ||
    measure.kind === "mean" ||
    measure.kind === "itemMean" ||
    (measure.kind === "expression" && (measure.aggregate === "sum" || measure.aggregate === "mean"))
  );
}

/** Why the user-days of a definition cannot be added to, whatever the log. */
function whyWhole({ panel: { table } }: EarlierPanel): string | undefined {
  return Object.keys(table.baseline).length > 0 ? "its panel holds attributes of users" : undefined;
}

/**
 * The user-days of a log to which rows were appended, from those kept of it: the days that the appended rows touch are
 * aggregated anew, all others stand. Sums are exact on one scale, which the largest value of the whole log decides: where
 * an appended value changes it, the log has to be read whole.
 * Equal in every byte to a panel from the whole log; checked in test/panel/store/grown-panel.test.ts.
 * @param path  the file of the log
 */
export async function growPanel(
  engine: Engine,
  source: Required<Pick<Source, "grow">>,
  input: LogInput,
  path: string,
  definition: PanelDefinition,
  earlier: EarlierPanel,
  context: RunContext,
): Promise<StoredPanel | WholeRead> {
  const reason = whyWhole(earlier);
  if (reason !== undefined) return { whole: reason };
  const grown = await source.grow(engine, input, earlier.log, context);
  if ("whole" in grown) return grown;
  const { log, day, from } = grown;
  if (definition.day !== day) return { whole: `its days are those of "${definition.day}"` };
  const compare = orderOfIds((await tableTypes(engine, log.eventsTable)).get(definition.unit));
  if (compare === undefined) return { whole: `"${definition.unit}" is neither a whole number nor a text` };
  context.progress.stage("adding to the panel");
  const largest = new Map(Object.entries(earlier.largest));
  const table = await userDayTable(engine, log, definition, largest);
  for (const [name, measure] of Object.entries(definition.measures)) {
    const before = earlier.largest[name] ?? 0;
    if (before > 0 && isAdded(measure) && sumScale(before) !== sumScale(largest.get(name) ?? 0))
      return {
        whole: `a value behind "${name}" is larger than all before it, and decides how all are added`,
      };
  }
  if (context.signal?.aborted) throw new InterruptedError("adding to the panel");
  const { eventsTable: _e, usersTable: _u, dimensions: _d, userDays: _t, state, ...description } = log;
  return {
    table: mergeUserDays(earlier.panel.table, table, from, compare),
    log: description,
    versions: { duckdb: await engineVersion(engine) },
    growth: await keepGrowth(engine, state, path, largest, earlier.sha256),
  };
}
