import type { Engine } from "../../engine/engine.js";

/** A thread of the pass holds about so much: a runtime of its own, one block of the file and the sums. */
const megabytesAThread = 64;

/** Threads for a pass beside the engine: those the engine was opened with, fewer where its memory limit is small. */
export async function passThreads(engine: Engine): Promise<number> {
  const [row] = await engine.objects(
    "SELECT CAST(current_setting('threads') AS INTEGER) AS threads, current_setting('memory_limit') AS \"limit\"",
  );
  const [, amount = "", unit = ""] = /^([0-9.]+) ?([KMGT]i?B|bytes)$/.exec(String(row?.limit)) ?? [];
  const units: Readonly<Record<string, number>> = { bytes: 1e-6, K: 1e-3, M: 1, G: 1e3, T: 1e6 };
  const megabytes = Number(amount) * (units[unit] ?? units[unit.charAt(0)] ?? Number.NaN);
  const borne = Number.isNaN(megabytes) ? Number.POSITIVE_INFINITY : Math.floor(megabytes / megabytesAThread);
  return Math.max(1, Math.min(Number(row?.threads), borne));
}
