import { join } from "node:path";
import { checkReplaceable } from "../files/check-replaceable.js";
import { checkOutFolder } from "./out-folder.js";
import { reportFiles } from "./report-files.js";

/**
 * Refuses a place for a report before any work is done for it.
 *
 * @throws UsageError `cli.out-not-a-folder`, `cli.out-not-writable`; `files.not-ours` where the report's own folder
 *   holds a file that no run wrote
 */
export async function checkReportsFolder(folder: string, slug: string): Promise<void> {
  await checkOutFolder(folder);
  const own = join(folder, slug);
  await checkReplaceable(own, await reportFiles(own));
}
