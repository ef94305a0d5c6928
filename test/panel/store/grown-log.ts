import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { definePanel } from "../../../src/definition/define-panel.js";
import { expression, first, last, max, shareWhere } from "../../../src/definition/event-measure.js";
import { lag } from "../../../src/definition/history.js";
import { active, count, countDistinct, countWhere, mean, sum } from "../../../src/definition/measure.js";
import { atLeastQuantile } from "../../../src/definition/treatment.js";
import { canonicalJson } from "../../../src/files/canonical-json.js";
import type { Panel } from "../../../src/panel/panel.js";
import { openPanel } from "../../../src/panel/store/open-panel.js";
import { silentProgress } from "../../../src/progress.js";
import type { LogInput } from "../../../src/sources/source.js";
import { table } from "../../../src/sources/table/table.js";
import { panelRows, panelValues } from "../panel-values.js";

/** Every kind of measure over the columns that `logParts` writes. */
export const grownDefinition = definePanel({
  unit: "user_id",
  day: "event_date",
  time: "event_timestamp",
  available: "active_day",
  measures: {
    events: count("events"),
    items: countDistinct("item_id", "items"),
    seconds: sum("seconds", "s"),
    score: sum("score", "points"),
    mean_score: mean("score", "points"),
    good: countWhere("score", { atLeast: 0.5, unit: "events" }),
    best: max("score", "points"),
    good_share: shareWhere("score", { atLeast: 0.5 }),
    first_score: first("score", "points"),
    last_seconds: last("seconds", "s"),
    squares: expression("score * score", { aggregate: "sum", unit: "points" }),
    active_day: active(),
  },
  history: { lag_1: lag(1, "events", "score") },
  treatments: { many: atLeastQuantile("events", 0.5, { among: "active_day" }) },
});

const header = "user_id,timestamp,item_id,seconds,score,note";
const start = 1_593_907_200;

const row = fc.record({
  user: fc.oneof({ weight: 12, arbitrary: fc.nat(11) }, { weight: 1, arbitrary: fc.constant(undefined) }),
  item: fc.oneof({ weight: 9, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: fc.constant(undefined) }),
  moment: fc.oneof(
    { weight: 12, arbitrary: fc.nat(86_399) },
    { weight: 1, arbitrary: fc.constantFrom("", "soon") },
  ),
  seconds: fc.integer({ min: -5, max: 900 }),
  score: fc.oneof(
    { weight: 8, arbitrary: fc.double({ min: -1, max: 400, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom("", "", "", "", 3e5) },
  ),
  again: fc.nat(9),
});

/** A log in parts, each the lines that one append adds: days rise from part to part, or go on where the last ended. */
export const logParts = fc
  .record({
    ids: fc.constantFrom(
      (n: number) => String(n),
      (n: number) => String(2n ** 53n + BigInt(n)),
      (n: number) => `u${n % 3}${n}`,
    ),
    written: fc.constantFrom("text", "seconds"),
    parts: fc.array(
      fc.record({
        overlap: fc.boolean(),
        days: fc.array(fc.array(row, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 3 }),
        quirk: fc.constantFrom("none", "none", "none", "none", "none", "none", "earlier", "kind"),
      }),
      { minLength: 2, maxLength: 4 },
    ),
  })
  // A log whose first part has no row with a user and a day is no log yet, and is refused.
  .filter(({ parts }) =>
    parts[0]!.days.some((rows) =>
      rows.some(({ user, moment }) => user !== undefined && typeof moment === "number"),
    ),
  )
  .map(({ ids, written, parts }) => {
    let day = 0;
    const before: string[] = [];
    return parts.map(({ overlap, days, quirk }, part) => {
      if (part > 0 && overlap) day -= 1;
      const lines: string[] = [];
      for (const rows of days) {
        for (const [index, { user, item, moment, seconds, score, again }] of rows.entries()) {
          const at = start + day * 86_400 + (typeof moment === "number" ? moment : 0);
          const time =
            typeof moment === "string"
              ? moment
              : written === "seconds"
                ? String(at)
                : new Date(at * 1000).toISOString();
          const note = index % 4 === 3 ? '"a, ""b""\nc"' : "plain";
          lines.push(
            [
              user === undefined ? "" : ids(user),
              time,
              item === undefined ? "" : String(item),
              seconds,
              score,
              note,
            ].join(","),
          );
          if (again === 0) lines.push(lines.at(-1)!);
          if (again === 1 && time === "") lines.push(...before.slice(-1));
        }
        day += 1;
      }
      before.push(...lines);
      if (part > 0 && quirk === "earlier")
        lines.push(`${ids(1)},${written === "seconds" ? start : "2020-07-05T00:00:00Z"},1,1,1,late`);
      if (part > 0 && quirk === "kind")
        lines.push(
          `x,${written === "seconds" ? start + day * 86_400 : new Date((start + day * 86_400) * 1000).toISOString()},1,1,1,other`,
        );
      return lines.map((line) => `${line}\n`).join("");
    });
  })
  .map((parts) => [`${header}\n${parts[0]}`, ...parts.slice(1)]);

const time = { column: "timestamp", zone: "America/New_York" };
/** Ways to read such a log. */
export const mappings: readonly LogInput[] = [
  {},
  { mapping: { user: "user_id", time, item: "item_id" } },
  { mapping: { user: "user_id", time, missing: ["soon"], durations: ["seconds"] } },
  { mapping: { user: "user_id", time: { column: "timestamp" }, item: "note", step: "week" } },
];

/** A folder with a log that grows and the stores that its panel is kept in. */
export function growingLog() {
  const folder = mkdtempSync(join(tmpdir(), "counterday-grown-"));
  const path = join(folder, "events.csv");
  const store = join(folder, "store");
  let notes: string[] = [];
  const context = { progress: silentProgress, note: (sentence: string) => void notes.push(sentence) };
  const open = async (cacheFolder: string, input: LogInput, definition = grownDefinition) => {
    notes = [];
    const opened = await openPanel(table, { table: path, ...input }, definition, {
      cacheFolder,
      context,
      threads: 2,
      memoryLimit: "500MB",
    });
    return { opened, notes };
  };
  return {
    folder,
    path,
    store,
    open: (input: LogInput = {}, definition = grownDefinition) => open(store, input, definition),
    write: (text: string | Uint8Array) => writeFileSync(path, text),
    append: (text: string) => appendFileSync(path, text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
    /** Opens from the store and from nothing, and expects the same panel, log and entry in every byte. */
    async expectSame(input: LogInput = {}, definition = grownDefinition): Promise<readonly string[]> {
      const kept = await open(store, input, definition);
      const said = kept.notes;
      const other = mkdtempSync(join(folder, "fresh-"));
      const fresh = await open(other, input, definition);
      expect(everything(kept.opened.panel)).toEqual(everything(fresh.opened.panel));
      expect(canonicalJson(plain(kept.opened.log))).toBe(canonicalJson(plain(fresh.opened.log)));
      expect(kept.opened.versions).toEqual(fresh.opened.versions);
      const [key] = readdirSync(other);
      const bytes = (store: string) => readFileSync(join(store, key!, "table.bin"));
      expect(bytes(store).equals(bytes(other))).toBe(true);
      expect(manifestOf(join(store, key!))).toEqual(manifestOf(join(other, key!)));
      return said;
    },
  };
}

const plain = (value: unknown): object => JSON.parse(JSON.stringify(value)) as object;

const everything = (panel: Panel) => [
  panelRows(panel),
  ...panel.columns.map(({ name }) => [name, panelValues(panel, name)]),
  panel.hash,
  panel.users,
  panel.calendar,
];

/** The manifest of an entry without what only growth reads. */
function manifestOf(entry: string): object {
  const { growth: _g, check: _c, ...rest } = JSON.parse(readFileSync(join(entry, "manifest.json"), "utf8"));
  return rest as object;
}
