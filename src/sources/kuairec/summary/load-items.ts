import { join } from "node:path";
import { checkCall, having, kinds } from "../../../call-check.js";
import type { Engine } from "../../../engine/engine.js";
import { UsageError } from "../../../errors.js";
import { copyMember } from "../../../files/copy-member.js";
import { openZip } from "../../../files/open-zip.js";
import { withTemporaryFolder } from "../../../files/temporary-folder.js";
import type { RunContext } from "../../../progress.js";
import type { SourceLog } from "../../source.js";
import type { CsvFile } from "../csv-file.js";
import { openKuaiRecArchive } from "../kuairec-archive.js";
import { openKuaiRecFolder } from "../kuairec-folder.js";
import { type KuaiRecTable, kuairecTables } from "../kuairec-tables.js";
import { readHeader } from "../read-header.js";
import { archiveInventory, type InventoryRow } from "./archive-inventory.js";
import { loadItemCategories } from "./load-item-categories.js";
import { loadItemDays } from "./load-item-days.js";
import { loadSocialNetwork } from "./load-social-network.js";
import type { SideTable } from "./side-table.js";

/** Where the tables lie: the download as it is, or the folder it was unpacked to; one of the two. */
export interface KuaiRecItemsInput {
  readonly archive?: string | undefined;
  readonly directory?: string | undefined;
  /** Read only the first N rows of item_daily_features (the notebook reads 150,000); undefined reads all. */
  readonly itemDailyRows?: number | undefined;
}

/** The tables beside the events, in the engine, and what the archive holds. */
export interface KuaiRecItems {
  /** Empty for a folder. */
  readonly outerInventory: readonly InventoryRow[];
  readonly innerInventory: readonly InventoryRow[];
  readonly categories: SideTable;
  readonly days: SideTable;
  /** Engine table of every row of item_daily_features, repeats included. */
  readonly dayRowsTable: string;
  readonly network: SideTable;
}

/**
 * Loads item_categories, item_daily_features and social_network of a KuaiRec archive into engine tables
 * `kuairec_item_categories`, `kuairec_item_days` (one row a key) with `kuairec_item_day_rows`, and
 * `kuairec_social_network`. Separate from opening the log, because a study needs none of them. Errors are those of
 * opening the log. An abort gives `InterruptedError`; no file is left.
 */
export async function loadKuaiRecItems(
  engine: Engine,
  input: KuaiRecItemsInput,
  context: RunContext,
): Promise<KuaiRecItems> {
  checkCall(
    "loadKuaiRecItems",
    { engine, input, context },
    { engine: kinds.engine, input: kinds.object, context: kinds.context },
  );
  const { archive: path, directory, itemDailyRows } = input;
  if (itemDailyRows !== undefined && !(Number.isSafeInteger(itemDailyRows) && itemDailyRows > 0))
    throw new UsageError(
      "kuairec.bad-rows",
      `rows of item_daily_features: found ${itemDailyRows}, expected a whole number from 1`,
      { itemDailyRows },
    );
  if ((path === undefined) === (directory === undefined))
    throw new UsageError("kuairec.no-archive", "the item tables are read from either an archive or a folder");
  const outerInventory = path === undefined ? [] : await inventoryOf(path);
  return withTemporaryFolder("counterday-kuairec-", async (folder) => {
    const archive =
      directory === undefined
        ? await openKuaiRecArchive(path as string, folder, context)
        : await openKuaiRecFolder(directory);
    const fetch = async (table: KuaiRecTable, rows?: number): Promise<CsvFile> => {
      const header = await readHeader(archive.inner, table, context.signal);
      const plain = rows === undefined ? archive.fileOf(table.member) : undefined;
      if (plain !== undefined) return { table, path: plain, header };
      const file = join(folder, `${table.name}.csv`);
      const megabytes = (archive.inner.members.get(table.member)?.bytes ?? 0) / 1e6;
      context.progress.stage(`Unzipping ${table.name}`, rows === undefined ? megabytes : 0, "MB");
      await copyMember(archive.inner, table.member, file, {
        rows,
        signal: context.signal,
        onBytes: (bytes) => context.progress.advance(bytes / 1e6),
      });
      return { table, path: file, header };
    };
    const [categories, days, network] = kuairecTables.others;
    const dayRowsTable = "kuairec_item_day_rows";
    try {
      return {
        outerInventory,
        innerInventory: archiveInventory(archive.inner, "KuaiRec 2.0/data/"),
        categories: await loadItemCategories(engine, await fetch(categories), "kuairec_item_categories"),
        days: await loadItemDays(engine, await fetch(days, itemDailyRows), dayRowsTable, "kuairec_item_days"),
        dayRowsTable,
        network: await loadSocialNetwork(engine, await fetch(network), "kuairec_social_network"),
      };
    } finally {
      await archive.close();
    }
  });
}

async function inventoryOf(path: string): Promise<readonly InventoryRow[]> {
  const outer = await openZip(path);
  try {
    return archiveInventory(outer);
  } finally {
    await outer.close();
  }
}

/** The log with its item tables as dimensions ("item_categories", "item_daily_features") and their audit. */
export function withKuaiRecItems(log: SourceLog, items: KuaiRecItems): SourceLog {
  checkCall(
    "withKuaiRecItems",
    { log, items },
    { log: kinds.log, items: having("await loadKuaiRecItems(…)", "categories", "days", "network") },
  );
  const { categories, days, network } = items;
  return {
    ...log,
    dimensions: { ...log.dimensions, [categories.name]: categories.table, [days.name]: days.table },
    audit: { ...log.audit, rows: [...log.audit.rows, ...categories.audit, ...days.audit, ...network.audit] },
  };
}
