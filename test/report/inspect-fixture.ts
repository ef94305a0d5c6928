import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { logInput } from "../../src/cli/log-input.js";
import { withPanel } from "../../src/cli/with-panel.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { inspectPanel } from "../../src/panel/inspection/inspect-panel.js";
import type { Inspection } from "../../src/panel/inspection/inspection.js";
import { silentProgress } from "../../src/progress.js";
import { simulateArchive } from "../../src/simulation/simulate-archive.js";

const context = { progress: silentProgress };
type Flags = Parameters<typeof logInput>[1];

/** What is to be seen of a log that the flags name. */
export async function inspectionOf(source: string, flags: Flags): Promise<Inspection> {
  const named = await logInput(source, flags);
  const means = { definition: undefined, memory: "500MB", threads: 2 };
  return withPanel(named, means, context, async (read) => ({
    ...(await inspectPanel(read.engine, read, context)),
    versions: { ...read.versions },
    command: "counterday inspect …",
  }));
}

/** A small simulated KuaiRec archive, inspected. */
export const simulatedInspection = (users = 40, days = 20): Promise<Inspection> =>
  withTemporaryFolder("inspect-", async (out) => {
    const { archive } = await simulateArchive({ users, days, seed: 3, out }, context);
    return inspectionOf("kuairec", { archive });
  });

/** A table written for the occasion, inspected. */
export const tableInspection = (text: string, flags: Flags = {}): Promise<Inspection> =>
  withTemporaryFolder("inspect-", async (folder) => {
    const table = join(folder, "log.csv");
    await writeFile(table, text);
    return inspectionOf("table", { ...flags, table });
  });

/** Events of `users` users over `days` days from 2020-01-01, user u on every (1 + u mod 3)-rd day, `skip` left out. */
export function eventsCsv(users: number, days: number, skip: (day: number) => boolean = () => false): string {
  const lines = ["user_id,date,score"];
  for (let user = 0; user < users; user++)
    for (let day = 0; day < days; day++) {
      if (skip(day) || day % (1 + (user % 3)) !== 0) continue;
      const date = new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10);
      for (let event = 0; event <= (user * 7 + day * 3) % 4; event++)
        lines.push(`${user},${date},${((user * 13 + day * 5 + event) % 17) / 4}`);
    }
  return `${lines.join("\n")}\n`;
}
