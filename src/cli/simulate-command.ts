import { Command } from "commander";
import { interruptible } from "./interruptible.js";
import { checkOutFolder } from "./out-folder.js";
import { type FormatFlags, outputFormat, withFormatFlags } from "./output-format.js";
import { type SimulationFlags, simulationOptions, withSimulationFlags } from "./simulation-flags.js";
import type { Terminal } from "./terminal.js";
import { terminalProgress } from "./terminal-progress.js";

interface SimulateFlags extends FormatFlags, SimulationFlags {
  readonly out: string;
}

/** `counterday simulate`: writes a simulated archive and its known answer. */
export function simulateCommand(terminal: Terminal): Command {
  const command = new Command("simulate")
    .summary("write a simulated archive and its known answer")
    .description(
      "Writes a simulated log in the format of the KuaiRec download (18164998.zip) and the true effect, known because the world is ours (truth.json). The same flags write the same bytes.",
    )
    .requiredOption("--out <folder>", "where to write the two files");
  return withFormatFlags(withSimulationFlags(command))
    .addHelpText(
      "after",
      "\nExamples:\n  $ counterday simulate --out simulated\n  $ counterday simulate --users 1000 --days 40 --seed 7 --out simulated\n  $ counterday run high-intensity-future-interactions --archive simulated/18164998.zip",
    )
    .action((flags: SimulateFlags) =>
      interruptible("simulating a log", terminal, async (signal) => {
        await checkOutFolder(flags.out);
        const { simulateArchive } = await import("../simulation/simulate-archive.js");
        const progress = terminalProgress(terminal);
        const size = simulationOptions(flags);
        try {
          await simulateArchive({ ...size, out: flags.out }, { progress, signal });
        } finally {
          progress.finish();
        }
        const written = {
          archive: `${flags.out}/18164998.zip`,
          truth: `${flags.out}/truth.json`,
          ...size,
        };
        terminal.out(
          outputFormat(flags, terminal) === "json"
            ? JSON.stringify(written, null, 2)
            : `${written.archive}\n${written.truth}`,
        );
      }),
    );
}
