import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openEngine } from "../../src/engine/duckdb-engine.js";
import { openZip } from "../../src/files/open-zip.js";
import { withTemporaryFolder } from "../../src/files/temporary-folder.js";
import { buildPanel } from "../../src/panel/build-panel.js";
import { panelFromUserDays } from "../../src/panel/panel-from-user-days.js";
import { panelSummary } from "../../src/panel/summary/panel-summary.js";
import { summariseKuairec } from "../../src/panel/summary/summarise-kuairec.js";
import { summariseLog } from "../../src/panel/summary/summarise-log.js";
import { type Summary, summarySchema } from "../../src/panel/summary/summary-schema.js";
import { silentProgress } from "../../src/progress.js";
import { simulateArchive } from "../../src/simulation/simulate-archive.js";
import { kuairec } from "../../src/sources/kuairec/kuairec.js";
import { kuairecPanel } from "../../src/sources/kuairec/kuairec-panel.js";
import type { LogInput } from "../../src/sources/source.js";
import { assertClose } from "../assert-close.js";
import { writeArchive } from "../sources/kuairec-archive.js";
import { nastyTables } from "../sources/kuairec-summary-archive.js";
import {
  type HandRow,
  handEvents,
  handEventTables,
  handSideTables,
} from "../sources/kuairec-summary-by-hand.js";
import { smallPanel, userDays } from "./small-panel.js";
import { handPanelTables } from "./summary-by-hand.js";

const context = { progress: silentProgress };

interface SummaryPair {
  readonly summary: Summary;
  readonly generic: Summary;
}

async function summaryOf(archive: string, input: Omit<LogInput, "archive"> = {}): Promise<SummaryPair> {
  const engine = await openEngine({ memoryLimit: "500MB", threads: 2, context });
  try {
    const log = await kuairec.open(engine, { archive, ...input }, context);
    const panel = await buildPanel(engine, log, kuairecPanel, context);
    return {
      summary: await summariseKuairec(engine, log, panel, { archive }, context),
      generic: await summariseLog(engine, log, panel, { item: "video_id" }, context),
    };
  } finally {
    await engine.close();
  }
}

async function csvOf(archive: string): Promise<Map<string, string>> {
  const outer = await openZip(archive);
  const inner = await outer.openStored("KuaiRec.zip");
  const texts = new Map<string, string>();
  for (const member of inner.members.keys()) {
    const blocks: Uint8Array[] = [];
    for await (const block of inner.read(member)) blocks.push(block);
    texts.set(member.replace(/^.*\/(.*)\.csv$/, "$1"), Buffer.concat(blocks).toString("utf8"));
  }
  await outer.close();
  return texts;
}

function expectTables(summary: object, tables: Readonly<Record<string, readonly HandRow[]>>): void {
  for (const [name, rows] of Object.entries(tables)) {
    const found = (summary as Record<string, readonly HandRow[]>)[name]!;
    if (name !== "readiness_checks") expect(found.length, name).toBe(rows.length);
    rows.forEach((row, index) => {
      for (const [key, value] of Object.entries(row)) {
        const actual = found[index]![key];
        const where = `${name}[${index}].${key}`;
        if (typeof value !== "number" || typeof actual !== "number") expect(actual, where).toEqual(value);
        else
          assertClose(actual, value, {
            relative: 1e-9,
            absolute: 1e-12,
            because: `${where} is added in another order`,
          });
      }
    });
  }
}

function expectAll(
  { summary, generic }: SummaryPair,
  tables: ReadonlyMap<string, string>,
  matrix: string,
): void {
  const events = handEvents(tables.get(matrix)!);
  const { shares, ...panelTables } = handPanelTables(events);
  expectTables(summary, { ...handEventTables(events), ...handSideTables(events, tables), ...panelTables });
  const [three, seven] = [summary.readiness_checks[5], summary.readiness_checks[6]];
  expectTables(
    { shares: [{ three: three?.value ?? null, seven: seven?.value ?? null }] },
    { shares: shares! },
  );
  expect(summarySchema.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
  expect(summarySchema.parse(JSON.parse(JSON.stringify(generic)))).toEqual(generic);
  expect(generic.thresholds).toEqual(summary.thresholds);
  expect(generic.naive_associations).toEqual(expect.arrayContaining(summary.naive_associations));
  expect(generic.confounding_balance).toEqual(expect.arrayContaining(summary.confounding_balance));
  expect(generic.daily_panel_summary[0]).toMatchObject(summary.daily_panel_summary[0]!);
  expect(generic.engagement_summary).toEqual(expect.arrayContaining(summary.engagement_summary));
}

describe("every table of the notebook, from the archive", () => {
  it.each(["small", "big"] as const)(
    "is that of plain arrays on a simulated archive (%s)",
    async (matrix) => {
      await withTemporaryFolder("summary-", async (out) => {
        await simulateArchive({ users: 60, days: 40, seed: 3, out }, context);
        const archive = join(out, "18164998.zip");
        expectAll(await summaryOf(archive, { matrix }), await csvOf(archive), `${matrix}_matrix`);
      });
    },
  );

  it.each([11, 12])("is that of plain arrays on an archive of all quirks (seed %i)", async (seed) => {
    await withTemporaryFolder("summary-", async (folder) => {
      const archive = join(folder, "18164998.zip");
      const tables = nastyTables(seed);
      await writeArchive(archive, tables);
      expectAll(await summaryOf(archive), tables, "small_matrix");
    });
  });

  it("is the notebook's own sample with rows and the cut user kept, and leaves that user out without", async () => {
    await withTemporaryFolder("summary-", async (folder) => {
      const archive = join(folder, "18164998.zip");
      const tables = nastyTables(13);
      await writeArchive(archive, tables);
      const lines = tables.get("small_matrix")!.split("\n");
      const cut = lines[1000]!.split(",")[0];
      expect(lines[1001]!.split(",")[0]).toBe(cut);
      const head = lines.slice(0, 1001);
      expectAll(
        await summaryOf(archive, { rows: 1000, keepCutUser: true }),
        new Map([...tables, ["small_matrix", `${head.join("\n")}\n`]]),
        "small_matrix",
      );
      const whole = head.filter((line) => !line.startsWith(`${cut},`));
      expectAll(
        await summaryOf(archive, { rows: 1000 }),
        new Map([...tables, ["small_matrix", `${whole.join("\n")}\n`]]),
        "small_matrix",
      );
    });
  });
});

describe("panelSummary", () => {
  // Two users, five days, clicks by day:  a: 1 6 . 7 2   b: 5 5 5 5 5
  const clicks = [
    [0, 0, 1],
    [0, 1, 6],
    [0, 3, 7],
    [0, 4, 2],
    ...[0, 1, 2, 3, 4].map((day) => [1, day, 5] as const),
  ] as const;
  const panel = panelFromUserDays(
    userDays(clicks, { users: ["a", "9007199254740993"], days: 5, firstDay: 18448 }),
    smallPanel,
    "input",
  );
  const summary = panelSummary(panel);

  it("speaks of the definition's own columns", () => {
    expect([...new Set(summary.naive_associations.map(({ outcome }) => outcome))]).toEqual([
      "tomorrow",
      "next_2",
    ]);
    expect([...new Set(summary.confounding_balance.map(({ covariate }) => covariate))]).toEqual(
      ["lag_1_clicks", "prior_2day_clicks", "lag_3_clicks", "prior_2day_active_day"]
        .filter((name) => panel.columns.some((column) => column.name === name))
        .sort((a, b) => position(a) - position(b)),
    );
    expect(Object.keys(summary.daily_panel_summary[0]!)).toEqual([
      "event_date",
      "active_rate",
      "many_rate",
      "upper_rate",
      "tomorrow_rate",
    ]);
    expect(summary.user_day_observed[4]?.user_id).toBe("9007199254740993");
    expect(summary.user_day[0]?.user_id).toBe("a");
  });
  const position = (name: string) => panel.columns.findIndex((column) => column.name === name);

  it("has the worked numbers", () => {
    // many: at least 5 clicks on an active day: a on days 1 and 3, b always: 7 of 10 user-days.
    expect(summary.thresholds[0]).toMatchObject({ candidate_treatment: "many", threshold: 5 });
    expect(summary.treatment_summary[0]).toEqual({
      treatment: "many",
      share_of_user_days: 0.7,
      treated_user_days: 7,
    });
    // Tomorrow's clicks: untreated a day 0: 6 (day 4 has no tomorrow); treated a: 0, 2, b: 5, 5, 5, 5.
    expect(summary.naive_associations[0]).toEqual({
      treatment: "many",
      outcome: "tomorrow",
      control_mean: 6,
      treated_mean: 22 / 6,
      difference: 22 / 6 - 6,
      relative_lift: 22 / 6 / 6 - 1,
      control_days: 1,
      treated_days: 6,
    });
    // Yesterday's clicks: untreated 0, 7 (mean 3.5, variance 24.5); treated a: 1, 0, b: 0, 5, 5, 5, 5 (mean 3, sum of
    // squares 101 - 63 = 38, variance 38 / 6).
    const lag = summary.confounding_balance.find(({ covariate }) => covariate === "lag_1_clicks")!;
    expect([lag.control_mean, lag.treated_mean]).toEqual([3.5, 3]);
    assertClose(lag.smd!, -0.5 / Math.sqrt((24.5 + 38 / 6) / 2), {
      relative: 1e-14,
      because: "a few roundings",
    });
  });

  it("has nulls, not NaN, for an arm without days and a covariate without spread", () => {
    const alone = panelFromUserDays(
      userDays(
        [
          [0, 0, 5],
          [0, 1, 5],
        ],
        { users: ["1"], days: 2 },
      ),
      smallPanel,
      "input",
    );
    const { naive_associations, confounding_balance } = panelSummary(alone);
    expect(naive_associations[0]).toMatchObject({
      control_mean: null,
      difference: null,
      control_days: 0,
      treated_days: 1,
    });
    expect(confounding_balance.every(({ smd }) => smd === null)).toBe(true);
  });
});
