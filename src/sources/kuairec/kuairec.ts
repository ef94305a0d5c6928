import { join } from "node:path";
import { checkCall, kinds } from "../../call-check.js";
import type { PanelDefinition } from "../../definition/panel-definition.js";
import { usesItems } from "../../definition/uses-items.js";
import type { Engine } from "../../engine/engine.js";
import { UsageError } from "../../errors.js";
import { copyMember } from "../../files/copy-member.js";
import { withTemporaryFolder } from "../../files/temporary-folder.js";
import type { RunContext } from "../../progress.js";
import { type DayRange, dayRange } from "../day-range.js";
import { fixedQuota, userTotals } from "../fixed-quota.js";
import type { LogInput, Source, SourceFingerprint, SourceLog } from "../source.js";
import type { CsvFile } from "./csv-file.js";
import { type KuaiRecArchive, openKuaiRecArchive } from "./kuairec-archive.js";
import { openKuaiRecFolder } from "./kuairec-folder.js";
import { type KuaiRecTable, kuairecTables } from "./kuairec-tables.js";
import { loadEvents } from "./load-events.js";
import { loadPlainEvents } from "./load-plain-events.js";
import { loadUsers } from "./load-users.js";
import { quickEvents } from "./quick-events.js";
import { readHeader } from "./read-header.js";
import { kuairecItemsInput } from "./summary/items-input.js";
import { loadKuaiRecItems, withKuaiRecItems } from "./summary/load-items.js";

const eventsTable = "kuairec_events";
const usersTable = "kuairec_users";

/**
 * KuaiRec 2.0 from its untouched download (or a simulated archive of the same shape), or from a folder it was unpacked
 * to: checks every table's header,
 * streams the chosen interaction table and user_features through temporary files into the engine, cleans and audits
 * them. Bad input is refused whole with a `SourceError`; an abort gives `InterruptedError`; neither leaves a file.
 * The item tables and the social network are checked for presence and header; they are loaded, as dimensions, only for
 * a definition with measures of items.
 */
export const kuairec: Source = { name: "kuairec", open };

async function open(
  engine: Engine,
  input: LogInput,
  context: RunContext,
  definition?: PanelDefinition,
): Promise<SourceLog> {
  checkCall(
    "kuairec",
    { engine, input, context },
    { engine: kinds.engine, input: kinds.object, context: kinds.context },
  );
  const { rows } = input;
  if (rows !== undefined && !(Number.isSafeInteger(rows) && rows > 0)) {
    throw new UsageError("kuairec.bad-rows", `rows: found ${rows}, expected a whole number from 1`, { rows });
  }
  const { archive: path, directory } = input;
  if ((path === undefined) === (directory === undefined)) {
    throw new UsageError(
      "kuairec.no-archive",
      `kuairec reads ${path === undefined ? "an archive or a folder" : "either an archive or a folder"}; give --archive FILE or --dir DIR`,
    );
  }
  const range = dayRange(input, "day");
  return withTemporaryFolder("counterday-kuairec-", async (folder) => {
    const archive =
      directory === undefined
        ? await openKuaiRecArchive(path as string, folder, context)
        : await openKuaiRecFolder(directory);
    try {
      const log = await load(engine, archive, { ...input, range }, folder, context, definition);
      return definition !== undefined && usesItems(definition)
        ? withKuaiRecItems(log, await loadKuaiRecItems(engine, kuairecItemsInput(input), context))
        : log;
    } finally {
      await archive.close();
    }
  });
}

async function load(
  engine: Engine,
  archive: KuaiRecArchive,
  input: LogInput & { readonly range: DayRange },
  folder: string,
  context: RunContext,
  definition: PanelDefinition | undefined,
): Promise<SourceLog> {
  const matrix = kuairecTables[input.matrix ?? "small"];
  const headers = new Map<KuaiRecTable, readonly string[]>();
  for (const table of [matrix, kuairecTables.userFeatures, ...kuairecTables.others]) {
    headers.set(table, await readHeader(archive.inner, table, context.signal));
  }

  async function fetch(
    table: KuaiRecTable,
    rows?: number,
  ): Promise<CsvFile & { nextRow: string | undefined }> {
    const header = headers.get(table) ?? [];
    const plain = rows === undefined ? archive.fileOf(table.member) : undefined;
    if (plain !== undefined) return { table, path: plain, header, nextRow: undefined };
    const path = join(folder, `${table.name}.csv`);
    const total = rows === undefined ? (archive.inner.members.get(table.member)?.bytes ?? 0) / 1e6 : 0;
    context.progress.stage(`Unzipping ${table.name}`, total, "MB");
    const { nextRow } = await copyMember(archive.inner, table.member, path, {
      rows,
      signal: context.signal,
      onBytes: (bytes) => context.progress.advance(bytes / 1e6),
    });
    return { table, path, header, nextRow };
  }

  const interactions = await fetch(matrix, input.rows);
  const keepDuplicates = input.keepDuplicates ?? false;
  const whole = input.rows === undefined && input.from === undefined && input.to === undefined;
  const quick =
    definition !== undefined && whole
      ? await quickEvents(engine, interactions, eventsTable, definition, keepDuplicates, context)
      : undefined;
  const plain =
    quick === undefined && input.rows === undefined
      ? await loadPlainEvents(
          engine,
          interactions,
          eventsTable,
          { keepDuplicates, range: input.range },
          context,
        )
      : undefined;
  const loaded =
    quick ??
    plain ??
    (await loadEvents(engine, interactions, eventsTable, {
      nextUser: userOf(interactions),
      keepCutUser: input.keepCutUser ?? false,
      keepDuplicates,
      range: input.range,
    }));
  const users = await loadUsers(engine, await fetch(kuairecTables.userFeatures), eventsTable, usersTable);
  const totals =
    quick?.totals ?? plain?.totals ?? (await userTotals(engine, eventsTable, "user_id", "video_id"));
  return {
    source: "kuairec",
    origin: archive.origin,
    eventsTable,
    usersTable,
    ...(quick ? { userDays: quick.userDays } : {}),
    events: loaded.events,
    audit: { rows: [...loaded.audit, ...users], fixedQuota: fixedQuota(totals) },
    fingerprints: [matrix, kuairecTables.userFeatures].map((table) => fingerprint(archive, table)),
  };
}

/** The user id of the first unread row, as text. */
function userOf(file: CsvFile & { readonly nextRow: string | undefined }): string | undefined {
  const field = file.nextRow?.split(",")[file.header.indexOf("user_id")];
  return field?.trim().replace(/^"(.*)"$/, "$1");
}

function fingerprint(archive: KuaiRecArchive, table: KuaiRecTable): SourceFingerprint {
  const { bytes = 0, crc32 = "" } = archive.inner.members.get(table.member) ?? {};
  return { name: table.member, bytes, crc32 };
}
